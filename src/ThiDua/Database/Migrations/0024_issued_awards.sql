-- Awards that were decided, as decisions say: imported from files, so that one achievement is not proposed for another award. Same decision, unit, kind
-- and subject with other values: the later row supersedes. An empty subject is the unit itself.
create table issued_award (
  unit_id integer not null references unit,
  number text not null,
  day integer not null,
  kind text not null,
  subject text not null,
  recording_id bigint not null references import,
  row_no integer not null,
  signer text not null,
  form text not null,
  name text,
  officer_id integer references officer,
  movement text,
  from_year integer not null,
  to_year integer not null,
  summary text,
  fingerprint bigint not null,
  primary key (unit_id, number, day, kind, subject, recording_id, row_no)
);
/*postgres
-- Names and achievements of people: only of units within reach.
grant select on issued_award to thidua_limited;
alter table issued_award enable row level security;
create policy wall on issued_award for select to thidua_limited using (unit_id = any ((select thidua_units())::integer[]));
*/
