-- The two counts that a rate in figure is made of, where its row gives them: by them it is reckoned again when units become one.
create table figure_part (
  recording_id bigint not null references import,
  row_no integer not null,
  numerator text not null,
  denominator text not null,
  primary key (recording_id, row_no)
);
/*postgres
-- Open, as figures are.
grant select on figure_part to thidua_limited;
*/
