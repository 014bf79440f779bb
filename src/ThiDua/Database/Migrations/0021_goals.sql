-- Whom units nominate for an award of a campaign. Same unit, kind and subject with other values: the later row supersedes.
create table nominee (
  campaign_no integer not null references campaign,
  unit_id integer not null references unit,
  kind text not null,
  subject text not null,
  recording_id bigint not null references import,
  row_no integer not null,
  name text not null,
  officer_id integer references officer,
  outside integer not null,
  summary text not null,
  fingerprint bigint not null,
  primary key (campaign_no, unit_id, kind, subject, recording_id, row_no)
);

-- Why the targets of the units below do not add up to what was assigned to the unit above; signed, as a document says it. Recorded as an
-- import of one row; the last live one holds.
create table target_difference (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  unit_id integer not null references unit,
  indicator text not null,
  period text not null,
  reason text not null,
  document text not null,
  signer text not null
);
create index target_difference_by_campaign on target_difference (campaign_no);
/*postgres
-- Names and achievements of people: only of units within reach. Reasons that people wrote, likewise.
grant select on nominee, target_difference to thidua_limited;
alter table nominee enable row level security;
create policy wall on nominee for select to thidua_limited using (unit_id = any ((select thidua_units())::integer[]));
alter table target_difference enable row level security;
create policy wall on target_difference for select to thidua_limited using (unit_id = any ((select thidua_units())::integer[]));
*/
