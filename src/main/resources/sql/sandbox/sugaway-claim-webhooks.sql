-- Messages that are due. Each attempt waits twice as long as the one before, five minutes at most, until two days have passed.
with due as (
  select w.id from sandbox.webhook w
  where w.delivered_at is null and w.next_attempt_at <= now() and w.created_at > now() - interval '2 days'
  order by w.id limit 20 for update skip locked),
claimed as (
  update sandbox.webhook w set attempts = w.attempts + 1,
    next_attempt_at = now() + make_interval(secs => least(power(2, w.attempts + 1), 300))
  from due where w.id = due.id
  returning w.*)
select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'url', c.webhook, 'body', w.body) order by w.id), '[]')::text
from claimed w join sandbox.checkout c on c.id = w.checkout_id
