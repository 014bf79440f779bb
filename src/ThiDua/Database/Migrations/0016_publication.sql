-- What was made public of a campaign, as it went out: figures as of a day, small counts hidden already. Each row is recorded as an import
-- of one row, so that it is taken back like a file; the last one of a campaign holds, and only while it was not taken back.
create table publication (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  as_of integer not null,
  content text not null
);
create index publication_by_campaign on publication (campaign_no);
/*postgres
-- Open: it is for everybody. Why one was taken back lies in withdrawal, whose reasons are hidden.
grant select on publication to thidua_limited;
*/
