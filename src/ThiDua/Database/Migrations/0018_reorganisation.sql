-- Reorganisations of units by legal documents: from a day on, what an old unit was goes on, wholly or in part, in a new one.
create table reorganisation (
  recording_id bigint not null references recording,
  row_no integer not null,
  day integer not null,
  kind integer not null,
  from_unit integer not null references unit,
  to_unit integer references unit,
  document text not null,
  clause text,
  divided_by integer not null,
  part integer,
  is_main integer not null,
  fingerprint bigint not null,
  primary key (recording_id, row_no)
);
-- Which officers of a divided unit went with which row, as told apart when the file was taken in: later rosters change nothing of it.
create table reorganisation_officer (
  recording_id bigint not null,
  row_no integer not null,
  officer_id integer not null references officer,
  primary key (recording_id, row_no, officer_id),
  foreign key (recording_id, row_no) references reorganisation
)/*sqlite without rowid*/;
/*postgres
-- Open: units, legal documents and who is where; every standing needs them whole.
grant select on reorganisation, reorganisation_officer to thidua_limited;
*/
