-- Reminders that went out, one per unit and day at most: the row is written before the message leaves, so that a crash between
-- the two can lose a message but never send it twice.
create table reminder (
  campaign_no integer not null references campaign,
  unit_id integer not null references unit,
  day integer not null,
  at text not null,
  recipient text not null,
  text text not null,
  outcome text not null check (outcome in ('leaving', 'sent', 'failed')),
  fault text,
  primary key (campaign_no, unit_id, day)
);
