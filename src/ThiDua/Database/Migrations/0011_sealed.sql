-- Personal values of one person in one recording, sealed (AES-256-GCM) under a key made of the key file and the person's salt. A file
-- that brings a person in several batches leaves several parts, each named by its first row. Decision 0018.
create table sealed (
  person_id bigint not null,
  recording_id bigint not null,
  row_no integer not null,
  content bytea not null,
  primary key (person_id, recording_id, row_no)
)/*sqlite without rowid*/;

-- Without the salt nothing that was sealed for the person can be opened again: deleting it is the forgetting.
create table person_salt (
  person_id bigint not null primary key,
  recording_id bigint not null,
  salt bytea not null
)/*sqlite without rowid*/;

-- Who was forgotten, when and why; what was recorded of him up to then has no values any more. No personal value stands here.
create table forgotten (
  person_id bigint not null,
  recording_id bigint not null,
  at text not null,
  reason text not null,
  primary key (person_id, recording_id)
)/*sqlite without rowid*/;

-- The same for officers: birth date, gender, Số định danh, unknown columns.
create table officer_sealed (
  officer_id bigint not null,
  recording_id bigint not null,
  row_no integer not null,
  content bytea not null,
  primary key (officer_id, recording_id, row_no)
)/*sqlite without rowid*/;

create table officer_salt (
  officer_id bigint not null primary key,
  recording_id bigint not null,
  salt bytea not null
)/*sqlite without rowid*/;

create table officer_forgotten (
  officer_id bigint not null,
  recording_id bigint not null,
  at text not null,
  reason text not null,
  primary key (officer_id, recording_id)
)/*sqlite without rowid*/;

alter table unit_row add column sealed_extra bytea;

/*seal what lies open*/

alter table receipt drop column personal;
alter table card drop column personal;
alter table relative drop column personal;
alter table post drop column personal;
alter table unit_row drop column extra;
