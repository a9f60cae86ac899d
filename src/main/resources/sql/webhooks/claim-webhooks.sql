-- Due messages, leased. Of one reference only the oldest unfinished one, so that they are read in order.
with due as (
  select w.id from webhook_inbox w
  where w.processed_at is null and w.next_attempt_at <= now()
    and not exists (
      select 1 from webhook_inbox o
      where o.processed_at is null and o.gateway = w.gateway and o.reference = w.reference and o.id < w.id)
  order by w.id limit 50 for update skip locked),
claimed as (
  update webhook_inbox w set attempts = w.attempts + 1, next_attempt_at = now() + interval '2 minutes'
  from due where w.id = due.id
  returning w.*)
select coalesce(jsonb_agg(jsonb_build_object(
  'id', id, 'gateway', gateway, 'reference', reference, 'content_type', content_type, 'attempts', attempts,
  'body', encode(body, 'base64')) order by id), '[]')::text
from claimed
