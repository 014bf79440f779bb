-- What a person decided of a row that waited: a fact like any other, recorded as an import of kind 'settlements' with one row,
-- so that it can be withdrawn, and was not known before it was decided. The last live decision on a row holds.
create table settlement (
  person_id bigint not null,
  recording_id bigint not null references import,
  row_no integer not null,
  of_kind text not null,
  of_recording bigint not null,
  of_row integer not null,
  choice integer not null,
  reason text not null,
  primary key (person_id, recording_id, row_no)
)/*sqlite without rowid*/;
create index settlement_by_row on settlement (of_recording, of_row);
