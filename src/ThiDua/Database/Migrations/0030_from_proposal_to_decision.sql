-- From the proposal to the decision and its money. A nomination is no stored copy: it is a proposal (frozen figures, rows of nominee) looked at through what
-- was recorded about its key, which is campaign, period, award, unit, kind and subject. Only a decision copies. Kind is a word of nominee; subject is that of the
-- proposal: the code of an officer or, for itself, of the unit, else the name; period is empty for the whole, as in frozen_standing. What names its recording is entered by hand as an import and is taken back by withdrawal; rows of dossiers
-- and evidence are their own, as steps of papers are, since hundreds of units send on one day and no standing follows from it.

-- What a row of nominee says besides: for which award and period, on whose proposal, by which document; the solution where the clause asks for one (3096/KT.1.1.b).
create table nominee_detail (
  recording_id bigint not null references import,
  row_no integer not null,
  award text,
  period text not null default '',
  proposed_by text not null check (proposed_by in ('unit', 'agency', 'collection')),
  document text,
  solution text,
  primary key (recording_id, row_no)
);
create index nominee_by_recording on nominee (recording_id);

-- The type of commendation (Law 06/2022 Art. 8) that a row of issued_award states; a thematic one is not counted for merit.
create table issued_award_type (
  recording_id bigint not null references import,
  row_no integer not null,
  type text not null,
  primary key (recording_id, row_no)
);

-- Nobody is looked at for an award while he is held: why, since when, until when if that is known (Decree 98/2023 Art. 4(4)). Of all campaigns.
create table award_hold (
  recording_id bigint not null primary key references import,
  unit_id integer not null references unit,
  kind text not null,
  subject text not null,
  officer_id integer references officer,
  name text not null,
  ground text not null check (ground in ('discipline', 'investigation', 'inspection', 'complaint', 'press')),
  reason text not null,
  document text,
  from_day integer not null,
  to_day integer not null
);
create index award_hold_by_unit on award_hold (unit_id);
create table award_hold_end (
  recording_id bigint not null primary key references import,
  hold bigint not null references award_hold,
  day integer not null,
  reason text not null,
  document text
);
create index award_hold_end_by_hold on award_hold_end (hold);

-- Why one achievement goes on to a second award, signed, for that other award alone.
create table award_exception (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  period text not null default '',
  award text not null,
  unit_id integer not null references unit,
  kind text not null,
  subject text not null,
  against text not null,
  reason text not null,
  document text not null,
  signer text not null
);
create index award_exception_by_campaign on award_exception (campaign_no);

-- What came of a step of the review (3096/KT.2.1), for one or many nominations at once; the last live row of a step holds.
create table award_review (
  recording_id bigint not null references import,
  row_no integer not null,
  campaign_no integer not null references campaign,
  period text not null default '',
  award text not null,
  unit_id integer not null references unit,
  kind text not null,
  subject text not null,
  step text not null,
  role text not null,
  outcome text not null check (outcome in ('agreed', 'declined', 'returned', 'changed')),
  day integer not null,
  opinion text,
  to_award text,
  reason text,
  document text,
  primary key (recording_id, row_no),
  check ((outcome = 'changed') = (to_award is not null))
);
create index award_review_by_campaign on award_review (campaign_no);

-- The list as it was opened for comment, from which day to which.
create table comment_list (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  period text not null default '',
  step text not null,
  from_day integer not null,
  to_day integer not null,
  content text not null
);
create index comment_list_by_campaign on comment_list (campaign_no);
create table objection (
  recording_id bigint not null primary key references import,
  list bigint not null references comment_list,
  award text,
  unit_id integer references unit,
  kind text,
  subject text,
  day integer not null,
  by_whom text not null,
  text text not null
);
create index objection_by_list on objection (list);
create table objection_answer (
  recording_id bigint not null primary key references import,
  objection bigint not null references objection,
  outcome text not null check (outcome in ('upheld', 'dismissed')),
  day integer not null,
  text text not null,
  document text
);
create index objection_answer_by_objection on objection_answer (objection);

-- A decision as it is drafted: of one authority, with its lines. Not yet issued, it is taken back and drafted anew; numbers are never used again.
create table award_decision (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  period text not null default '',
  decision_no integer not null,
  authority text not null,
  authority_of text,
  on_proposal text,
  unique (campaign_no, decision_no)
);
-- Who is given what: with name, unit and achievement as they were then. proposed_award is the one of the nomination, award what the review made of it.
create table award_decision_line (
  recording_id bigint not null references award_decision,
  row_no integer not null,
  unit_id integer not null references unit,
  unit_name text not null,
  kind text not null,
  subject text not null,
  name text not null,
  position text,
  officer_id integer references officer,
  proposed_award text not null,
  award text not null,
  title text not null,
  type text not null,
  form text,
  summary text not null,
  frozen_id integer references frozen_standing,
  exception bigint references award_exception,
  primary key (recording_id, row_no)
);
create index award_decision_line_by_unit on award_decision_line (unit_id);
-- It was issued: number, day, who signed as what; all that the paper says, and the campaign file by which it was decided.
create table award_issue (
  recording_id bigint not null primary key references import,
  decision bigint not null references award_decision,
  number text not null,
  day integer not null,
  signer text not null,
  post text not null,
  is_deputy integer not null check (is_deputy in (0, 1)),
  total bigint,
  campaign_sha256 text not null,
  content text not null
);
create index award_issue_by_decision on award_issue (decision);
-- What a line is worth on the day of the decision, and from what it was reckoned (decision 0041); row_no is that of the line.
create table award_amount (
  recording_id bigint not null references award_issue,
  row_no integer not null,
  decision bigint not null,
  form text not null,
  coefficient text not null,
  factor text,
  salary bigint not null,
  rounding bigint not null,
  amount bigint not null,
  rates text not null,
  citation text not null,
  primary key (recording_id, row_no),
  foreign key (decision, row_no) references award_decision_line
);
-- A decision, or lines of it, that was revoked by another one.
create table award_revocation (
  recording_id bigint not null primary key references import,
  decision bigint not null references award_decision,
  number text not null,
  day integer not null,
  signer text not null,
  post text not null,
  is_deputy integer not null check (is_deputy in (0, 1)),
  reason text not null,
  content text not null
);
create index award_revocation_by_decision on award_revocation (decision);
create table award_revoked_line (
  recording_id bigint not null references award_revocation,
  row_no integer not null,
  decision bigint not null,
  line integer not null,
  primary key (recording_id, row_no),
  foreign key (decision, line) references award_decision_line
);
create index award_revoked_line_by_line on award_revoked_line (decision, line);

-- What may be spent on a campaign (9936/VII); the last live row of campaign and period holds.
create table award_fund (
  recording_id bigint not null primary key references import,
  campaign_no integer not null references campaign,
  period text not null default '',
  title text not null,
  document text not null,
  day integer not null,
  ceiling bigint not null check (ceiling >= 0)
);
create index award_fund_by_campaign on award_fund (campaign_no);
-- Money of a line that was paid, or came back.
create table award_payment (
  recording_id bigint not null references import,
  row_no integer not null,
  decision bigint not null,
  line integer not null,
  step text not null check (step in ('paid', 'returned')),
  day integer not null,
  amount bigint not null check (amount > 0),
  document text,
  receiver text,
  primary key (recording_id, row_no),
  foreign key (decision, line) references award_decision_line
);
create index award_payment_by_line on award_payment (decision, line);
-- Somebody held a recalled row of the catalogue against a text: that row as it then was.
create table rate_confirmation (
  recording_id bigint not null primary key references import,
  rate text not null,
  content_sha256 text not null,
  citation text not null
);

-- What a unit gives besides its papers: a file, sealed, about itself or one whom it nominates; for a paper without a template it is that paper.
create table evidence (
  evidence_id integer not null primary key,
  campaign_no integer not null references campaign,
  unit_code text not null,
  period text not null default '',
  kind text not null,
  subject text not null,
  part text check (part in ('solution', 'report', 'evidence')),
  paper text,
  title text,
  file text not null,
  type text not null,
  bytes integer not null,
  sha256 text not null,
  content bytea not null,
  at text not null,
  actor text not null
);
create index evidence_by_unit on evidence (campaign_no, unit_code);
create table evidence_taken_back (
  evidence_id integer not null primary key references evidence,
  reason text not null,
  at text not null,
  actor text not null
);
-- Parts of reports that people write; the last one of a part holds.
create table report_part (
  part_id integer not null primary key,
  campaign_no integer not null references campaign,
  unit_code text not null,
  period text not null default '',
  paper text not null,
  kind text not null,
  subject text not null,
  part text not null,
  text text not null,
  at text not null,
  actor text not null
);
create index report_part_by_unit on report_part (campaign_no, unit_code);

-- What happened to a dossier as a whole: its head approved the frozen figures or took that back, it was submitted with a receipt, received, returned, withdrawn.
-- The last three name the submission that they are about. content is the index of what was submitted, sha256 its hash.
create table dossier_event (
  event_id integer not null primary key,
  campaign_no integer not null references campaign,
  unit_code text not null,
  period text not null default '',
  kind text not null check (kind in ('approved', 'unapproved', 'submitted', 'received', 'returned', 'withdrawn')),
  frozen_id integer not null references frozen_standing,
  submission integer references dossier_event,
  day integer not null,
  receipt text,
  is_late integer check (is_late in (0, 1)),
  reason text,
  content text,
  sha256 text,
  name text,
  at text not null,
  actor text not null,
  check ((kind = 'submitted') = (receipt is not null and is_late is not null and content is not null and sha256 is not null)),
  check ((kind in ('received', 'returned', 'withdrawn')) = (submission is not null))
);
create index dossier_event_by_unit on dossier_event (campaign_no, unit_code);
-- Papers as they were submitted, sealed: a paper made again has other bytes and another hash. Evidence lies where it is; the index names it.
create table submitted_paper (
  event_id integer not null references dossier_event,
  row_no integer not null,
  paper text not null,
  file text not null,
  bytes integer not null,
  sha256 text not null,
  content bytea not null,
  primary key (event_id, row_no)
);
/*postgres
do $$
declare
  units constant text := 'unit_id = any ((select thidua_units())::integer[])';
  codes constant text := 'unit_code in (select u.code from unit u where u.unit_id = any ((select thidua_units())::integer[]))';
  one record;
begin
  for one in select * from (values
    -- open: what is for everybody, and which decisions there are
    ('comment_list', null, null), ('rate_confirmation', null, null),
    ('award_decision', 'recording_id, campaign_no, period, decision_no, authority, authority_of', null),
    ('award_issue', 'recording_id, decision, number, day, signer, post, is_deputy, total, campaign_sha256', null),
    ('award_revocation', 'recording_id, decision, number, day, signer, post, is_deputy', null),
    -- by unit: names and achievements of people, and what was written about them
    ('nominee_detail', null, 'exists (select 1 from nominee n where n.recording_id = nominee_detail.recording_id and n.row_no = nominee_detail.row_no)'),
    ('issued_award_type', null, 'exists (select 1 from issued_award a where a.recording_id = issued_award_type.recording_id and a.row_no = issued_award_type.row_no)'),
    ('award_hold', null, units), ('award_hold_end', null, 'exists (select 1 from award_hold h where h.recording_id = award_hold_end.hold)'),
    ('award_exception', null, units), ('award_review', null, units), ('award_decision_line', null, units),
    ('award_amount', null, 'exists (select 1 from award_decision_line l where l.recording_id = award_amount.decision and l.row_no = award_amount.row_no)'),
    ('award_revoked_line', null, 'exists (select 1 from award_decision_line l where l.recording_id = award_revoked_line.decision and l.row_no = award_revoked_line.line)'),
    ('evidence', null, codes), ('evidence_taken_back', null, 'exists (select 1 from evidence e where e.evidence_id = evidence_taken_back.evidence_id)'),
    ('report_part', null, codes), ('dossier_event', null, codes),
    ('submitted_paper', null, 'exists (select 1 from dossier_event e where e.event_id = submitted_paper.event_id)')
    -- shut: objection, objection_answer, award_fund, award_payment
  ) as t (name, columns, policy) loop
    execute format('grant select %s on %I to thidua_limited', '(' || one.columns || ')', one.name);
    if one.policy is not null then
      execute format('alter table %I enable row level security', one.name);
      execute format('create policy wall on %I for select to thidua_limited using (%s)', one.name, one.policy);
    end if;
  end loop;
  -- That somebody is held, or was objected to, is not told by the name of the entry either. A store that was spread has no walls.
  if exists (select 1 from pg_policies where schemaname = current_schema() and tablename = 'import' and policyname = 'wall') then
    alter policy wall on import using (
      kind not in ('tasks', 'problems', 'nominations', 'holds', 'reviews', 'decisions', 'payments')
      or exists (select 1 from task_progress r where r.recording_id = import.recording_id) or exists (select 1 from problem r where r.recording_id = import.recording_id)
      or exists (select 1 from problem_event r where r.recording_id = import.recording_id)
      or kind = 'nominations' and exists (select 1 from nominee r where r.recording_id = import.recording_id)
      or exists (select 1 from award_hold r where r.recording_id = import.recording_id) or exists (select 1 from award_hold_end r where r.recording_id = import.recording_id)
      or exists (select 1 from award_exception r where r.recording_id = import.recording_id) or exists (select 1 from award_review r where r.recording_id = import.recording_id)
      or exists (select 1 from comment_list r where r.recording_id = import.recording_id) or exists (select 1 from award_decision r where r.recording_id = import.recording_id)
      or exists (select 1 from award_issue r where r.recording_id = import.recording_id) or exists (select 1 from award_revocation r where r.recording_id = import.recording_id)
      or exists (select 1 from rate_confirmation r where r.recording_id = import.recording_id));
  end if;
end $$;
*/
