-- What units report of the tasks that a campaign gives them, and the difficulties they meet (9936/VI and its last paragraph). Each row
-- is recorded as an import of one row, so that it is withdrawn like a file; the last live row of a unit's task holds.
create table task_progress (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  task text not null,
  unit_id integer not null references unit,
  progress integer not null,
  day integer not null,
  document text,
  evidence text,
  note text
);
create index task_progress_by_campaign on task_progress (campaign_no, task, unit_id);

create table problem (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  problem_no integer not null,
  unit_id integer not null references unit,
  day integer not null,
  text text not null,
  unique (campaign_no, problem_no)
);

create table problem_event (
  recording_id bigint not null primary key references import,
  campaign_no integer not null,
  problem_no integer not null,
  state integer not null,
  day integer not null,
  text text,
  foreign key (campaign_no, problem_no) references problem (campaign_no, problem_no)
);
