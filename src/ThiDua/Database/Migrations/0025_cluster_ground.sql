-- What an office says of the units that are divided into clusters (4268/A.I.5.b): the scale of their work, and their borders. Each is one
-- import, holds from its day on for as long as the list of units of that day does, and stands in place of the one before.
create table cluster_scale (
  recording_id bigint not null primary key references import,
  among text not null,
  from_day integer not null,
  file text not null,
  scales text not null
);
create index cluster_scale_by_day on cluster_scale (among, from_day);
create table cluster_border (
  recording_id bigint not null primary key references import,
  among text not null,
  from_day integer not null,
  file text not null,
  as_neighbours integer not null check (as_neighbours in (0, 1)),
  outlines text not null,
  neighbours text not null
);
create index cluster_border_by_day on cluster_border (among, from_day);

-- The standing office of a cluster where it is not that of its head (4268/A.I.4); holds until the next election.
create table cluster_standing_office (
  recording_id bigint not null primary key references import,
  among text not null,
  cluster text not null,
  day integer not null,
  office text not null,
  reason text not null,
  document text not null
);
create index cluster_standing_office_by_cluster on cluster_standing_office (among, cluster);
/*postgres
-- Open: codes of offices, their scale and shape; and an exception that is made for all to see.
grant select on cluster_scale, cluster_border, cluster_standing_office to thidua_limited;
*/
