-- Figures of one unit as they were frozen for its dossier. They are made again from what was known then, byte for byte
-- (`thidua verify` does so and compares); a new freeze stands beside the earlier ones.
create table frozen_standing (
  frozen_id integer not null primary key,
  campaign_no integer not null references campaign,
  unit_code text not null,
  at text not null,
  recording_id bigint not null references recording,
  as_of integer not null,
  tree integer not null,
  reason text,
  content text not null,
  sha256 text not null
);
create index frozen_by_unit on frozen_standing (campaign_no, unit_code);
