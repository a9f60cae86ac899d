-- Due effects of some destinations, leased for longer than a delivery can take. Of one reference only the oldest unfinished one, so that
-- they arrive in order. None of a destination while it waits as a whole.
with due as (
  select e.id from effect e
  where e.state = 'PENDING' and e.destination = any (string_to_array(:?destinations, ',')) and e.next_attempt_at <= now()
    and not exists (select 1 from destination_pause p where p.destination = e.destination and p.paused_until > now())
    and not exists (
      select 1 from effect o
      where o.state = 'PENDING' and o.destination = e.destination and o.reference = e.reference and o.id < e.id)
  order by e.next_attempt_at, e.id limit cast(:?batch as int) for update skip locked),
claimed as (
  update effect e set attempts = e.attempts + 1, next_attempt_at = now() + interval '2 minutes'
  from due where e.id = due.id
  returning e.*)
select coalesce(jsonb_agg(to_jsonb(c) order by c.id), '[]')::text from claimed c
