insert into destination_pause (destination, paused_until, reason)
values (:?destination, now() + make_interval(secs => cast(:?pauseMillis as double precision) / 1000), cast(:?delivery as jsonb)->>'error')
on conflict (destination) do update set
  paused_until = excluded.paused_until, reason = excluded.reason, attempts = destination_pause.attempts + 1
returning destination
