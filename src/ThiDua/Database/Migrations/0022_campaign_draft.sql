-- What somebody is writing at a campaign file: his alone, until it becomes a version or is thrown away.
create table campaign_draft (
  account_id integer not null references account,
  id text not null,
  text text not null,
  based_on text,
  at text not null,
  primary key (account_id, id)
);
/*postgres
-- Shut: a draft is nobody's rules yet, and of who may change rules for everything.
*/
