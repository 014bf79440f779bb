-- What happened to a paper of a dossier: signed, sent, received, returned; the last step that was not taken back holds. A step names
-- the frozen figures that the paper states, so that a later freeze is seen to have overtaken it. Taking back is a row too.
create table dossier_step (
  step_id integer not null primary key,
  campaign_no integer not null references campaign,
  unit_code text not null,
  paper text not null,
  step text not null check (step in ('signed', 'sent', 'received', 'returned')),
  frozen_id integer not null references frozen_standing,
  day integer not null,
  number text,
  office text,
  reason text,
  at text not null
);
create index dossier_step_by_unit on dossier_step (campaign_no, unit_code);
create table dossier_step_taken_back (
  step_id integer not null primary key references dossier_step,
  at text not null
);
