-- Memberships of officers in units of another tree (a trade union beside the administration). Which holds on a day is decided by the core at reading.
create table membership (
  officer_id integer not null references officer,
  recording_id bigint not null references import,
  row_no integer not null,
  unit_id integer not null references unit,
  from_day integer not null,
  to_day integer not null,
  fingerprint bigint not null,
  primary key (officer_id, recording_id, row_no)
);
create index membership_by_unit on membership (unit_id);

-- The period of the campaign that was frozen; empty: the whole.
alter table frozen_standing add column period text not null default '';
/*postgres
-- Open: numbers only, and every standing through another tree is made of all of them. Unknown columns lie sealed with the officer's.
grant select on membership to thidua_limited;
*/
