-- What became of a delivery. Effects of this reference that wait behind it wait as long, and no longer: what is due is to be claimed.
-- A receiver that takes something is no longer left alone. "more": another one of this reference has its turn now. "late": somebody else has
-- delivered it meanwhile, as this one took longer than its lease; that stays so.
with finished as (
  update effect e set
    state = d->>'state',
    last_status = cast(d->>'status' as int),
    last_error = d->>'error',
    next_attempt_at = case when d->>'wait_seconds' is null then e.next_attempt_at
      else now() + make_interval(secs => cast(d->>'wait_seconds' as double precision)) end,
    delivered_at = case when d->>'state' = 'DELIVERED' then now() end
  from (select cast(:?delivery as jsonb) d) x, effect claimed
  where e.id = cast(d->>'id' as bigint) and claimed.id = e.id and (e.state <> 'DELIVERED' or d->>'state' = 'DELIVERED')
  returning e.id, e.destination, e.reference, e.state, e.next_attempt_at, claimed.state = 'PENDING' as first_told),
behind as (
  update effect o set next_attempt_at = w.due
  from (
    select o.id, case when f.state = 'PENDING' then f.next_attempt_at else now() end as due
    from finished f cross join lateral (
      select o.id from effect o
      where o.state = 'PENDING' and o.destination = f.destination and o.reference = f.reference and o.reference <> '' and o.id > f.id
        and case when f.state = 'PENDING' then o.next_attempt_at < f.next_attempt_at else o.next_attempt_at > now() end for update) o
    where f.first_told) w
  where o.id = w.id
  returning 1),
resumed as (
  delete from destination_pause p using finished f where p.destination = f.destination and f.state = 'DELIVERED' returning 1)
select jsonb_build_object('late', f.id is null, 'more', f.state <> 'PENDING' and (
  select o.id from effect o
  where o.state = 'PENDING' and o.destination = f.destination and o.reference = f.reference and o.reference <> '' and o.id > f.id
  order by o.id limit 1) is not null)::text
from (select 1) one left join finished f on true
