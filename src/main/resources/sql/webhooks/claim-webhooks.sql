-- The oldest unread messages of a lane, for one reader at a time: the lane is his until his transaction ends. A message that has failed
-- or waited before is read alone; one that is not due yet keeps the younger ones waiting. So are those whose checkout only the body names.
with owner as materialized (
  select pg_try_advisory_xact_lock(hashtextextended('webhooks ' || :?lane, 0)) as mine),
waiting as (
  select w.* from webhook_inbox w
  where (select mine from owner) and w.processed_at is null and w.gateway || ' ' || coalesce(w.reference, '') = :?lane
  order by w.id limit 101 for update skip locked),
ranked as (
  select w.*, row_number() over by_age as place, bool_and(attempts = 0 and reference is not null) over by_age as together
  from waiting w window by_age as (order by id)),
claimed as (
  select * from ranked
  where next_attempt_at <= now() and (place = 1 or together and place <= 100))
select json_build_object( -- not jsonb, which would take the bodies apart and put them together once more
  'webhooks', coalesce(json_agg(json_build_object(
    'id', id, 'gateway', gateway, 'reference', reference, 'content_type', content_type, 'attempts', attempts + 1, 'traceparent', traceparent,
    'body', encode(body, 'base64')) order by id), '[]'),
  'more', count(*) > 0 and count(*) < (select count(*) from waiting))::text
from claimed
