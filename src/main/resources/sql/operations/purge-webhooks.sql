-- Some of the raw messages, and of the notes about questions, whose time is over, so that no transaction is long; ask again until none is left. Found by place, not by
-- id, for nobody changes a message that is processed.
with purged as (
  delete from webhook_inbox
  where ctid = any (array(
    select ctid from webhook_inbox
    where processed_at < now() - make_interval(secs => cast(:?retentionMillis as double precision) / 1000) and verdict <> 'quarantined'
    order by processed_at limit 2000))
  returning 1),
forgotten as (
  delete from platform_query
  where ctid = any (array(
    select ctid from platform_query
    where at < now() - make_interval(secs => cast(:?retentionMillis as double precision) / 1000) limit 2000))
  returning 1)
select ((select count(*) from purged) + (select count(*) from forgotten))::text
