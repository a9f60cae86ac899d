-- Something of ours failed: read again, each alone; one that was alone already waits ever longer.
with written as (
update webhook_inbox w set
  attempts = w.attempts + 1,
  next_attempt_at = case when jsonb_array_length(c.claimed) = 1
    then now() + make_interval(secs => least(power(2, w.attempts + 1), 300)) else now() end
from (select cast(:?claim as jsonb)->'webhooks' as claimed) c
where w.id in (select (one->>'id')::bigint from jsonb_array_elements(c.claimed) one)
returning 1)
select count(*)::text from written
