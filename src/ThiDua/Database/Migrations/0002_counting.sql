-- What is counted, each step the sum of the one before. All of it can be thrown away and made again from the facts, byte for byte
-- (`thidua verify` does so and compares).

-- ±1 per person (person_no; person_id is the root under which his rows are read together), indicator and officer, on the day it takes effect, at the recording that taught it. No unit in it.
create table credit (
  person_id bigint not null,
  person_no bigint not null,
  campaign_no integer not null,
  indicator_no integer not null,
  part integer not null,
  officer_id integer not null,
  day integer not null,
  recording_id bigint not null,
  delta integer not null,
  primary key (person_id, person_no, campaign_no, indicator_no, part, officer_id, day, recording_id)
)/*sqlite without rowid*/;
create index credit_by_officer on credit (officer_id, campaign_no, indicator_no, part, day, delta);

-- What an officer adds to the unit of his post, as changes by day.
create table attainment (
  officer_id integer not null,
  campaign_no integer not null,
  indicator_no integer not null,
  unit_id integer not null,
  day integer not null,
  recording_id bigint not null,
  numerator bigint not null,
  denominator bigint not null,
  persons bigint not null,
  required bigint not null,
  primary key (officer_id, campaign_no, indicator_no, unit_id, day, recording_id)
)/*sqlite without rowid*/;

-- The same, summed over the officers of one unit (its own, not those below it: the tree is a question of the day asked for).
create table unit_total (
  campaign_no integer not null,
  indicator_no integer not null,
  unit_id integer not null,
  day integer not null,
  recording_id bigint not null,
  numerator bigint not null,
  denominator bigint not null,
  persons bigint not null,
  required bigint not null,
  primary key (campaign_no, indicator_no, unit_id, day, recording_id)
)/*sqlite without rowid*/;
