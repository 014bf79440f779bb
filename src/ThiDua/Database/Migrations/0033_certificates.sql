-- What an office sets itself about certificates and honour, entered by hand as imports and taken back like them.

-- How a certificate looks: the last live one of a template holds; without content the one that came with the program holds again.
create table certificate_template (
  recording_id bigint not null primary key references import,
  template text not null,
  content text
);
create index certificate_template_by_name on certificate_template (template);

-- A template that somebody is writing at: his alone, until it holds or is thrown away.
create table certificate_draft (
  account_id integer not null references account,
  template text not null,
  content text not null,
  at text not null,
  primary key (account_id, template)
);

-- That the winners of an issued decision are shown to everybody; whom it names stands in the decision, less whom another one revoked.
create table winner_release (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  decision bigint not null references award_decision
);
create index winner_release_by_campaign on winner_release (campaign_no);

-- What was written about a campaign and about winners of it (4225/III.2).
create table news_item (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  title text not null,
  link text not null,
  source text,
  day integer not null
);
create index news_item_by_campaign on news_item (campaign_no);
create table news_winner (
  recording_id bigint not null references news_item,
  row_no integer not null,
  decision bigint not null,
  line integer not null,
  primary key (recording_id, row_no),
  foreign key (decision, line) references award_decision_line
);
create index news_winner_by_line on news_winner (decision, line);
/*postgres
-- Open: no person stands in them. Shut: certificate_draft.
grant select on certificate_template, winner_release, news_item, news_winner to thidua_limited;
*/
