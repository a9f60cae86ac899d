-- Refused effects that match, oldest first: how many there are, and some of them.
with matching as (
  select e.id, e.effect_id, e.reference
  from jsonb_to_record(cast(:?match as jsonb)) m(destination text, action text, last_status int)
  join effect e on e.state = 'DEAD' and e.destination = m.destination
  where e.action = m.action and e.last_status is not distinct from m.last_status)
select jsonb_build_object('n', (select count(*) from matching), 'effects', coalesce((
  select jsonb_agg(jsonb_build_object('effect_id', s.effect_id, 'reference', s.reference) order by s.id)
  from (select * from matching order by id limit 500) s), '[]'))::text
