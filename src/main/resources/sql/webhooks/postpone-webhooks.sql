-- Something of ours failed: read again, each alone; one that was alone already waits ever longer. When the database failed for itself that
-- says nothing of the messages: they do not come nearer to quarantine.
with written as (
update webhook_inbox w set
  attempts = w.attempts + case when cast(:?passing as boolean) then 0 else 1 end,
  next_attempt_at = case when cast(:?passing as boolean) or jsonb_array_length(c.claimed) = 1
    then now() + make_interval(secs => least(power(2, w.attempts + 1), 300)) else now() end
from (select cast(:?claim as jsonb)->'webhooks' as claimed) c
where w.id in (select (one->>'id')::bigint from jsonb_array_elements(c.claimed) one)
returning 1)
select count(*)::text from written
