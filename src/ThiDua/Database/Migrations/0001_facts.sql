-- Facts as they came in. Rows are only ever added: what holds at a moment follows from which recordings are live then.
-- Days are whole numbers yyyymmdd (0 = from the beginning, 99991231 = open end); months are year × 12 + month − 1.
-- Moments of knowledge are recording numbers; recording.at says when each was.
-- Every name here is explained in docs/tables.md.

create table office (
  office_id integer not null primary key,
  code text not null unique,
  name text not null
);

-- The order of what was learned: imports, withdrawals, campaign versions.
create table recording (
  recording_id bigint not null primary key,
  at text not null,
  kind text not null check (kind in ('import', 'withdrawal', 'campaign')),
  office_id integer not null references office,
  today integer not null
);

create table campaign (
  campaign_no integer not null primary key,
  office_id integer not null references office,
  id text not null,
  unique (office_id, id)
);

create table campaign_version (
  recording_id bigint not null primary key references recording,
  campaign_no integer not null references campaign,
  text text not null,
  sha256 text not null
);

create table indicator (
  campaign_no integer not null references campaign,
  indicator_no integer not null,
  id text not null,
  primary key (campaign_no, indicator_no),
  unique (campaign_no, id)
);

create table import (
  recording_id bigint not null primary key references recording,
  kind text not null,
  campaign_no integer references campaign,
  file text not null,
  sha256 text not null,
  bytes bigint not null,
  row_count integer not null,
  accepted integer not null,
  unchanged integer not null,
  corrected integer not null,
  waiting integer not null,
  rejected integer not null,
  check (row_count = accepted + unchanged + corrected + waiting + rejected)
);
create index import_by_sha on import (sha256);

create table withdrawal (
  recording_id bigint not null references recording,
  import_id bigint not null primary key references import (recording_id),
  reason text not null
);

-- Who supplied a code: unit and officer codes are unique per office. A code is given its number when it is first mentioned,
-- which says nothing of whether it is known: that follows from the rows.
create table unit (
  unit_id integer not null primary key,
  office_id integer not null references office,
  code text not null,
  unique (office_id, code)
);

create table unit_row (
  unit_id integer not null references unit,
  recording_id bigint not null references import,
  row_no integer not null,
  name text not null,
  parent_id integer references unit,
  unit_type text not null,
  unit_group text,
  admin_code text,
  from_day integer not null,
  to_day integer not null,
  tree text not null,
  fingerprint bigint not null,
  extra text,
  primary key (unit_id, recording_id, row_no)
);

create table officer (
  officer_id integer not null primary key,
  office_id integer not null references office,
  code text not null,
  unique (office_id, code)
);

create table post (
  officer_id integer not null references officer,
  recording_id bigint not null references import,
  row_no integer not null,
  name text not null,
  unit_id integer not null references unit,
  position text,
  role text,
  officer_kind text,
  from_day integer not null,
  to_day integer not null,
  fingerprint bigint not null,
  personal text,
  primary key (officer_id, recording_id, row_no)
);
create index post_by_unit on post (unit_id);

-- The only table in which a person is looked up across persons. The key is a token: HMAC(key file, kind + number), 16 bytes.
create table identifier (
  token bytea not null primary key,
  identifier_id bigint not null,
  person_id bigint not null,
  kind integer not null
)/*sqlite without rowid*/;

-- A row named identifiers of two persons: their rows are read together from then on. Whether they ARE one follows from the rows.
create table person_link (
  person_id bigint not null,
  other_id bigint not null,
  recording_id bigint not null,
  primary key (person_id, other_id)
)/*sqlite without rowid*/;

create table receipt (
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
  personal text not null,
  primary key (person_id, recording_id, row_no)
)/*sqlite without rowid*/;
create index receipt_by_officer on receipt (officer_id, recording_id);
create index receipt_by_recording on receipt (recording_id, row_no);

create table card (
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
  personal text not null,
  primary key (person_id, recording_id, row_no)
)/*sqlite without rowid*/;
create index card_by_recording on card (recording_id, row_no);

create table relative (
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
  personal text not null,
  primary key (person_id, recording_id, row_no)
)/*sqlite without rowid*/;
create index relative_by_officer on relative (officer_id);
create index relative_by_recording on relative (recording_id, row_no);

create table target (
  campaign_no integer not null references campaign,
  unit_id integer not null references unit,
  indicator text not null,
  period text not null,
  recording_id bigint not null references import,
  row_no integer not null,
  assigned text not null,
  registered text,
  fingerprint bigint not null,
  primary key (campaign_no, unit_id, indicator, period, recording_id, row_no)
);

create table figure (
  campaign_no integer not null references campaign,
  unit_id integer not null references unit,
  indicator text not null,
  day integer not null,
  recording_id bigint not null references import,
  row_no integer not null,
  value text not null,
  source text,
  fingerprint bigint not null,
  primary key (campaign_no, unit_id, indicator, day, recording_id, row_no)
);

-- The same row stated again by another import: it keeps holding when the first import is withdrawn.
create table repetition (
  subject_id bigint not null,
  kind text not null,
  of_recording bigint not null,
  of_row integer not null,
  recording_id bigint not null,
  row_no integer not null,
  primary key (subject_id, kind, of_recording, of_row, recording_id, row_no)
)/*sqlite without rowid*/;
create index repetition_by_recording on repetition (recording_id, row_no);

-- Personal values shown in full: when, why, whose.
create table disclosure (
  disclosure_id integer not null primary key,
  at text not null,
  reason text not null,
  subject text not null
);
