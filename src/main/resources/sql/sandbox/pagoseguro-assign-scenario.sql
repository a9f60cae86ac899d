-- What is to come of the payments of a reference; none, and it is forgotten.
with forgotten as (delete from sandbox.pagoseguro_assignment where reference = :?reference and :?scenario = '')
insert into sandbox.pagoseguro_assignment (reference, scenario)
select cast(:?reference as text), s.name from sandbox.pagoseguro_scenario s where s.name = :?scenario and :?reference <> ''
on conflict (reference) do update set scenario = excluded.scenario
returning reference
