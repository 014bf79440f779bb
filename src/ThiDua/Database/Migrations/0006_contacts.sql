-- Contacts with persons whose cover ended: who was called, when, what came of it. Rows are only added; one that names another in
-- takes_back says that the other did not happen so. identifier_id is one number of the person, by which he is found whoever he is
-- later known to be. No recording: nothing is counted by a contact.
create table contact (
  person_id bigint not null,
  contact_id bigint not null,
  identifier_id bigint not null,
  campaign_no integer not null references campaign,
  at text not null,
  day integer not null,
  outcome text,
  again integer,
  note text,
  collector text,
  takes_back bigint,
  check ((outcome is null) <> (takes_back is null)),
  primary key (person_id, contact_id)
)/*sqlite without rowid*/;
create index contact_by_no on contact (contact_id);
