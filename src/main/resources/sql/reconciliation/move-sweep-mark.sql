insert into sweep_mark (gateway, swept_until) values (:?gateway, cast(cast(:?sweep as jsonb)->>'until' as timestamptz))
on conflict (gateway) do update set swept_until = excluded.swept_until
returning '{}'
