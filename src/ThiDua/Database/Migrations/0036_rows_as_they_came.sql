-- New rows about persons lie in the order in which they came, as PostgreSQL keeps them, and are found by their key beside: a correction of one row in a hundred had a new row
-- in nearly every page of tables kept in the order of persons, and each of these pages was read and written for it (docs/decisions/0049). Their indexes come after
-- (LateIndexes). Rows of before stay in the order in which they lie, so that nothing is sorted; a store on PostgreSQL stays as it is.
/*sqlite
create table receipt_as_it_came (
  person_id bigint not null,
  recording_id bigint not null,
  row_no integer not null,
  national_id bigint,
  si_number bigint,
  scheme integer not null,
  receipt_no text not null,
  day integer not null,
  from_month integer not null,
  months integer not null,
  hint integer not null,
  amount bigint,
  officer_id integer not null,
  relation integer not null,
  collector text,
  fingerprint bigint not null,
  primary key (person_id, recording_id, row_no)
);
insert into receipt_as_it_came select * from receipt;
drop table receipt;
alter table receipt_as_it_came rename to receipt;

create table card_as_it_came (
  person_id bigint not null,
  recording_id bigint not null,
  row_no integer not null,
  national_id bigint,
  si_number bigint,
  card_code bigint not null,
  from_day integer not null,
  to_day integer not null,
  commune text,
  fingerprint bigint not null,
  primary key (person_id, recording_id, row_no)
);
insert into card_as_it_came select * from card;
drop table card;
alter table card_as_it_came rename to card;

create table relative_as_it_came (
  person_id bigint not null,
  recording_id bigint not null,
  row_no integer not null,
  national_id bigint,
  si_number bigint,
  description bigint,
  officer_id integer not null,
  relation integer not null,
  exempt integer not null,
  fingerprint bigint not null,
  primary key (person_id, recording_id, row_no)
);
insert into relative_as_it_came select * from relative;
drop table relative;
alter table relative_as_it_came rename to relative;

create table sealed_as_it_came (
  person_id bigint not null,
  recording_id bigint not null,
  row_no integer not null,
  content blob not null,
  primary key (person_id, recording_id, row_no)
);
insert into sealed_as_it_came select * from sealed;
drop table sealed;
alter table sealed_as_it_came rename to sealed;
*/
