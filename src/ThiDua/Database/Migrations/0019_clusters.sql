-- Emulation clusters and blocks (4268/A.I): which unit is in which of them in a year, and who was elected to lead one. `among` says what is
-- divided: 'provinces' (clusters of provincial offices), 'blocks' (blocks of central units), else the code of the province whose district
-- offices they are. Rows are recorded as an import and taken back like a file; a whole list stands in place of all before it.
create table cluster_member (
  recording_id bigint not null references import,
  row_no integer not null,
  among text not null,
  year integer not null,
  is_whole integer not null check (is_whole in (0, 1)),
  member text not null,
  name text not null,
  cluster text,
  reason text,
  primary key (recording_id, row_no)
);
create index cluster_member_by_year on cluster_member (among, year);
create table cluster_election (
  recording_id bigint not null primary key references import,
  among text not null,
  cluster text not null,
  day integer not null,
  head text not null,
  deputy text,
  document text
);
create index cluster_election_by_cluster on cluster_election (among, cluster);
/*postgres
-- Open: codes and names of offices; nobody is named, and reasons are columns that the role may not read.
grant select (recording_id, row_no, among, year, is_whole, member, name, cluster) on cluster_member to thidua_limited;
grant select on cluster_election to thidua_limited;
*/
