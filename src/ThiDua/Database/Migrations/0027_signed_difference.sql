-- The difference for which a reason in target_difference was signed: it explains that one and no other. Reasons from before have none.
create table signed_difference (
  recording_id bigint not null primary key references target_difference,
  difference text not null
);
/*postgres
-- Open, as targets are: a number, and no word of the reason.
grant select on signed_difference to thidua_limited;
*/
