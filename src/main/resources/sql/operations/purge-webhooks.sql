with purged as (
  delete from webhook_inbox
  where processed_at < now() - make_interval(secs => cast(:?retentionMillis as double precision) / 1000) and verdict <> 'quarantined'
  returning 1)
select count(*)::text from purged
