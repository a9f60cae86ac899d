-- What became of a delivery. "more": another effect of this reference waits for its turn.
update effect e set
  state = d->>'state',
  last_status = cast(d->>'status' as int),
  last_error = d->>'error',
  next_attempt_at = case when d->>'wait_seconds' is null then e.next_attempt_at
    else now() + make_interval(secs => cast(d->>'wait_seconds' as double precision)) end,
  delivered_at = case when d->>'state' = 'DELIVERED' then now() end
from (select cast(:?delivery as jsonb) d) x
where e.id = cast(d->>'id' as bigint)
returning jsonb_build_object('more', e.state <> 'PENDING' and exists (
  select 1 from effect o
  where o.state = 'PENDING' and o.destination = e.destination and o.reference = e.reference and o.id > e.id))::text
