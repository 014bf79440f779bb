-- Who did what, when, to what, from where, before and after: written in the transaction of the act, each entry with the hash of the
-- one before. `facts` stands for every stored row that the act recorded, `units` and `officers` for the codes numbered up to then.
create table trail (
  entry_no bigint not null primary key,
  at text not null,
  actor text not null,
  address text not null,
  act text not null,
  subject text not null,
  before text,
  after text,
  recording_id bigint,
  facts text,
  units integer not null,
  officers integer not null,
  previous text not null,
  sha256 text not null
);
create index trail_by_recording on trail (recording_id);
