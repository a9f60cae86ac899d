-- Lanes in which a message is due to be read, found without looking at every message of a lane.
with recursive lanes as (
  (select gateway || ' ' || coalesce(reference, '') as lane
    from webhook_inbox where processed_at is null order by 1 limit 1)
  union all
  select (select w.gateway || ' ' || coalesce(w.reference, '') from webhook_inbox w
    where w.processed_at is null and w.gateway || ' ' || coalesce(w.reference, '') > l.lane order by 1 limit 1)
  from lanes l where l.lane is not null),
due as (
  select l.lane from lanes l
  where l.lane is not null and (
    select w.next_attempt_at <= now() from webhook_inbox w
    where w.processed_at is null and w.gateway || ' ' || coalesce(w.reference, '') = l.lane order by w.id limit 1)
  limit 500)
select coalesce(jsonb_agg(lane), '[]')::text from due
