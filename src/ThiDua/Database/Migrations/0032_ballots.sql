-- The council and its votes (decision 0047). What names its recording is entered by hand as an import, of the kind ballots, and is taken back by withdrawal. A round of
-- a session is named by the recording that brought its names; the first one came with the session. Nothing here joins a member to a vote.

create table council_member (
  recording_id bigint not null primary key references import,
  name text not null,
  position text,
  post text not null check (post in ('chair', 'vice', 'member')),
  officer text,
  from_day integer not null,
  document text not null
);
-- The last day of a membership.
create table council_leave (
  recording_id bigint not null primary key references import,
  member bigint not null references council_member,
  day integer not null,
  document text not null
);
create index council_leave_by_member on council_leave (member);

-- A meeting that votes; terms is the rule as it was that day, in JSON, so that a later catalogue changes no vote.
create table council_session (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  period text not null default '',
  session_no integer not null,
  day integer not null,
  title text not null,
  place text,
  secretary text,
  mode text not null check (mode in ('paper', 'codes')),
  rule text,
  terms text not null,
  citation text not null,
  places integer check (places > 0),
  unique (campaign_no, session_no)
);
-- The names of a round: nominations, as they were called then; voted_award is what the review had made of the award.
create table session_name (
  recording_id bigint not null references import,
  row_no integer not null,
  session bigint not null references council_session,
  award text not null,
  voted_award text not null,
  title text not null,
  unit_id integer not null references unit,
  unit_name text not null,
  kind text not null,
  subject text not null,
  name text not null,
  primary key (recording_id, row_no)
);
create index session_name_by_session on session_name (session);
-- Who of the members was there; the last live list of a session holds.
create table session_roll (
  recording_id bigint not null references import,
  row_no integer not null,
  session bigint not null references council_session,
  member bigint not null references council_member,
  is_present integer not null check (is_present in (0, 1)),
  primary key (recording_id, row_no)
);
create index session_roll_by_session on session_roll (session);
-- A member who does not vote on a name.
create table session_conflict (
  recording_id bigint not null primary key references import,
  session bigint not null references council_session,
  member bigint not null references council_member,
  round bigint not null,
  name_no integer not null,
  reason text not null,
  foreign key (round, name_no) references session_name
);
create index session_conflict_by_session on session_conflict (session);
-- What one of those who count came to, name by name (row_no is the name's); the last entry of each of them holds.
create table paper_count (
  recording_id bigint not null references import,
  row_no integer not null,
  round bigint not null,
  by_whom text not null,
  issued integer not null,
  yes integer not null,
  no integer not null,
  blank integer not null,
  spoiled integer not null,
  unused integer not null,
  written_yes integer not null,
  written_no integer not null,
  written_blank integer not null,
  primary key (recording_id, row_no),
  foreign key (round, row_no) references session_name
);
create index paper_count_by_round on paper_count (round);
-- That so many codes were given out. The codes themselves are nowhere.
create table ballot_opening (
  recording_id bigint not null primary key references import,
  round bigint not null references import,
  slips integer not null check (slips > 0),
  marks_sha256 text not null
);
create index ballot_opening_by_round on ballot_opening (round);
-- The box while it is open: all ballots of a round with what stands on them, sealed as one value of a fixed length, and sealed anew at each vote. Not recorded.
create table ballot_box (
  opening bigint not null primary key references ballot_opening,
  content bytea not null
);
-- What a round came to; row_no is the name's.
create table session_result (
  recording_id bigint not null references import,
  row_no integer not null,
  round bigint not null,
  members integer not null,
  present integer not null,
  conflicted integer not null,
  conflicted_present integer not null,
  issued integer not null,
  yes integer not null,
  no integer not null,
  blank integer not null,
  spoiled integer not null,
  unused integer not null,
  written_yes integer not null,
  written_no integer not null,
  written_blank integer not null,
  outcome text not null check (outcome in ('passed', 'failed', 'tied', 'unplaced')),
  primary key (recording_id, row_no),
  foreign key (round, row_no) references session_name
);
create index session_result_by_round on session_result (round);
-- The ballots of a round that was voted on by codes, as they are published after it: in the order of their marks.
create table cast_ballot (
  recording_id bigint not null references import,
  row_no integer not null,
  round bigint not null,
  name_no integer not null,
  mark text not null,
  choice text not null check (choice in ('yes', 'no', 'blank', 'unused')),
  primary key (recording_id, row_no),
  foreign key (round, name_no) references session_name
);
create index cast_ballot_by_round on cast_ballot (round, mark);
/*postgres
do $$
begin
  -- shut: all of them. That the council votes on somebody is not told by the name of the entry either. A store that was spread has no walls.
  if exists (select 1 from pg_policies where schemaname = current_schema() and tablename = 'import' and policyname = 'wall') then
    create policy ballots on import as restrictive for select to thidua_limited using (kind <> 'ballots');
  end if;
end $$;
*/
