-- The second wall (decision 0022): on PostgreSQL a request of somebody who may not see everything reads as the role thidua_limited,
-- and the database itself hides what is not his. Every table that the role may read at all is named here, and nowhere else; one that
-- is not named is shut. docs/tables.md says the same, and a test compares both with the catalog.

-- Posts of all officers, whose names show only to those who may see them: who is where counts for every standing.
/*sqlite
create view roster as
  select officer_id, recording_id, row_no, name, unit_id, position, role, officer_kind, from_day, to_day, fingerprint from post;
*/
/*postgres
do $$
declare
  was text := current_setting('role');
  lines text := '';
begin
  if not exists (select 1 from pg_roles where rolname = 'thidua_limited') then
    lines := 'create role thidua_limited nologin; ';
    begin
      create role thidua_limited nologin;
    exception when duplicate_object or unique_violation then null; -- another database of the cluster was faster
    end;
  end if;
  for attempt in 1..50 loop
    begin
      perform 1 from pg_auth_members limit 1; -- taking this lock brings news of what other sessions have just made
      set local role thidua_limited;
      perform set_config('role', was, true);
      exit;
    exception
      when invalid_parameter_value then perform pg_sleep(0.1); -- the other one has made the role, and the news is on its way
      when insufficient_privilege then
        begin
          execute format('grant thidua_limited to %I', session_user);
        exception when unique_violation then null;
        end;
        exit;
    end;
  end loop;
exception when insufficient_privilege then
  raise exception using errcode = 'insufficient_privilege', message = 'thidua_limited', hint = lines || format('grant thidua_limited to %I;', session_user);
end $$;

do $$
begin
  if not has_schema_privilege('thidua_limited', current_schema(), 'usage') then
    execute format('grant usage on schema %I to thidua_limited', current_schema());
  end if;
  if not has_database_privilege('thidua_limited', current_database(), 'temporary') then
    execute format('grant temporary on database %I to thidua_limited', current_database());
  end if;
end $$;

-- Units within reach. Nothing was said: null, and null is equal to nothing.
create function thidua_units() returns integer[] language sql stable
as $$ select string_to_array(current_setting('thidua.units', true), ',')::integer[] $$;

-- Officers within reach: who has or had a post in one of the units, and the one who asks. It looks past the wall of post.
create function thidua_officers() returns setof integer language sql stable security definer rows 100
as $$
  select p.officer_id from post p where p.unit_id = any ((select thidua_units())::integer[])
  union select o.officer_id from officer o where o.officer_id::text = current_setting('thidua.officer', true)
$$;

-- Whether a person is within reach: one of the officers claimed him, or his card is of one of the communes; under his number, else
-- under whichever other number he is known. It looks past the wall of receipt and relative. `offset 0` keeps the planner on the index
-- of one person; without it, it reads all rows of all officers for each person (9 ms instead of 0.1).
create function thidua_sees(person bigint, officers integer[], communes text[]) returns boolean language sql stable security definer cost 1000
as $$
  select exists (select 1 from receipt r where r.person_id = person and r.officer_id = any (officers))
    or exists (select 1 from relative r where r.person_id = person and r.officer_id = any (officers))
    or exists (select 1 from card c where c.person_id = person and c.commune = any (communes))
    or exists (select 1 from person_link l where l.person_id = person) and exists (
      with recursive same (id) as (select person union select l.other_id from same s join person_link l on l.person_id = s.id)
      select 1 from same s where exists (select 1 from receipt r where r.person_id = s.id and r.officer_id = any (officers) offset 0)
        or exists (select 1 from relative r where r.person_id = s.id and r.officer_id = any (officers) offset 0)
        or exists (select 1 from card c where c.person_id = s.id and c.commune = any (communes) offset 0))
$$;

create view roster as
  select officer_id, recording_id, row_no, case when seen then name else '' end as name, unit_id, case when seen then position end as position,
    case when seen then role end as role, officer_kind, from_day, to_day, fingerprint
  from (select p.*, current_user <> 'thidua_limited' or p.officer_id in (select thidua_officers()) as seen from post p) p;

do $$
declare
  -- What is asked once per query stands in parentheses of its own.
  units constant text := '%s = any ((select thidua_units())::integer[])';
  codes constant text := 'unit_code in (select u.code from unit u where u.unit_id = any ((select thidua_units())::integer[]))';
  officers constant text := 'officer_id in (select thidua_officers())';
  persons constant text := 'thidua_sees(%s, (select array_agg(o) from thidua_officers() o), (select array_agg(distinct u.admin_code) from unit_row u where u.unit_id = any ((select thidua_units())::integer[])))';
  one record;
begin
  -- A definer's function must not be led astray by tables of the same name in front of ours.
  for one in select p.oid::regprocedure as function from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.proname like 'thidua\_%' loop
    execute format('alter function %s set search_path = %I, pg_temp', one.function, current_schema());
    execute format('revoke execute on function %s from public', one.function);
    execute format('grant execute on function %s to thidua_limited', one.function);
  end loop;
  for one in select * from (values
    -- open: numbers, codes, names of files and rules, of which every standing is made; nothing personal, nothing that a unit wrote
    ('office', null, null), ('recording', null, null), ('campaign', null, null), ('campaign_version', null, null), ('indicator', null, null),
    ('unit', null, null), ('officer', null, null), ('target', null, null), ('figure', null, null), ('credit', null, null),
    ('attainment', null, null), ('unit_total', null, null), ('card', null, null), ('person_link', null, null), ('repetition', null, null),
    ('roster', null, null), ('migration', null, null),
    -- open but for some columns: reasons that people wrote, unknown columns
    ('withdrawal', 'recording_id, import_id', null),
    ('unit_row', 'unit_id, recording_id, row_no, name, parent_id, unit_type, unit_group, admin_code, from_day, to_day, tree, fingerprint', null),
    -- by unit
    ('task_progress', null, format(units, 'unit_id')), ('problem', null, format(units, 'unit_id')), ('reminder', null, format(units, 'unit_id')),
    ('problem_event', null, 'exists (select 1 from problem p where p.campaign_no = problem_event.campaign_no and p.problem_no = problem_event.problem_no)'),
    ('frozen_standing', null, codes), ('dossier_step', null, codes),
    ('dossier_step_taken_back', null, 'exists (select 1 from dossier_step s where s.step_id = dossier_step_taken_back.step_id)'),
    ('import', null, 'kind not in (''tasks'', ''problems'') or exists (select 1 from task_progress r where r.recording_id = import.recording_id)
      or exists (select 1 from problem r where r.recording_id = import.recording_id) or exists (select 1 from problem_event r where r.recording_id = import.recording_id)'),
    ('trail', 'entry_no, act, after, sha256', 'act = ''freeze'' and exists (select 1 from frozen_standing f where f.sha256 = trail.after)'),
    -- by officer
    ('post', null, officers), ('officer_sealed', null, officers), ('officer_salt', null, officers), ('officer_forgotten', null, officers),
    -- by person
    ('receipt', null, officers || ' or ' || format(persons, 'person_id')), ('relative', null, officers || ' or ' || format(persons, 'person_id')),
    ('identifier', null, format(persons, 'person_id')), ('settlement', null, format(persons, 'person_id')), ('contact', null, format(persons, 'person_id')),
    ('sealed', null, format(persons, 'person_id')), ('person_salt', null, format(persons, 'person_id')), ('forgotten', null, format(persons, 'person_id'))
  ) as t (name, columns, policy) loop
    execute format('grant select %s on %I to thidua_limited', '(' || one.columns || ')', one.name);
    if one.policy is not null then
      execute format('alter table %I enable row level security', one.name);
      execute format('create policy wall on %I for select to thidua_limited using (%s)', one.name, one.policy);
    end if;
  end loop;
end $$;
*/
