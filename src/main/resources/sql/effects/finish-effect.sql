update effect e set
  state = d->>'state',
  last_status = cast(d->>'status' as int),
  last_error = d->>'error',
  next_attempt_at = case when d->>'wait_seconds' is null then e.next_attempt_at
    else now() + make_interval(secs => cast(d->>'wait_seconds' as double precision)) end,
  delivered_at = case when d->>'state' = 'DELIVERED' then now() end
from (select cast(:?delivery as jsonb) d) x
where e.id = cast(d->>'id' as bigint)
returning e.id::text
