-- Due effects of some destinations, leased for longer than a delivery can take. Of one reference only the oldest unfinished one, so that
-- they arrive in order. None of a destination while it waits as a whole. A destination's effects are walked through one by one as they
-- became due, until there are enough: no plan can read all of them, and what waits behind another effect is not due (finish-effects).
-- A few more than the batch, for another replica may be claiming the first ones. A lease that a server's crash takes back harms nobody: its
-- commit waits for no disk (in no transaction but its own).
with destinations as (
  select d.destination from unnest(string_to_array(:?destinations, ',')) d(destination)
  where not exists (select 1 from destination_pause p where p.destination = d.destination and p.paused_until > now())),
due as (
  select f.id, f.next_attempt_at from destinations d cross join lateral (
    with recursive walk as (
      (select e.next_attempt_at, e.id, e.destination, e.reference from effect e
        where e.state = 'PENDING' and e.destination = d.destination and e.destination <> '' and e.next_attempt_at <= now()
        order by e.next_attempt_at, e.id limit 1)
      union all
      select n.* from walk w cross join lateral (
        select e.next_attempt_at, e.id, e.destination, e.reference from effect e
        where e.state = 'PENDING' and e.destination = d.destination and e.destination <> '' and e.next_attempt_at <= now()
          and (e.next_attempt_at, e.id) > (w.next_attempt_at, w.id)
        order by e.next_attempt_at, e.id limit 1) n)
    select w.id, w.next_attempt_at from walk w
    where w.id = (
      select o.id from effect o
      where o.state = 'PENDING' and o.destination = w.destination and o.reference = w.reference and o.reference <> '' order by o.id limit 1)
    limit 2 * cast(:?batch as int)) f
  order by f.next_attempt_at, f.id),
taken as (
  select t.id from due cross join lateral (
    select e.id from effect e
    where e.id = due.id and e.state not in ('DELIVERED', 'DEAD') and e.next_attempt_at <= now() for update skip locked) t
  limit cast(:?batch as int)),
claimed as (
  update effect e set attempts = e.attempts + 1, next_attempt_at = now() + interval '2 minutes'
  from taken where e.id = taken.id
  returning e.*)
select coalesce(jsonb_agg(to_jsonb(c) order by c.id), '[]')::text from claimed c
where (select set_config('synchronous_commit', 'off', true)) = 'off'
