-- Who asks for himself is found by his number. Compared as text he was looked for among all officers of a country, at every question behind the wall and three times for each list of posts.
/*postgres
do $$
begin
  execute format($define$
    create or replace function thidua_officers() returns setof integer language sql stable security definer rows 100 set search_path = %I, pg_temp
    as $body$
      select p.officer_id from post p where p.unit_id = any ((select thidua_units())::integer[])
      union select o.officer_id from officer o where o.officer_id = nullif(current_setting('thidua.officer', true), '')::integer
    $body$
    $define$, current_schema());
end $$;
*/
