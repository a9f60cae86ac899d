-- What became of messages. One that is to be read again waits ever longer.
with written as (
update webhook_inbox w set
  processed_at = case when f.again then null else now() end,
  verdict = case when f.again then null else f.verdict end,
  detail = f.detail,
  reference = coalesce(w.reference, f.reference),
  attempts = w.attempts + 1,
  next_attempt_at = case when f.again then now() + make_interval(secs => least(power(2, w.attempts + 1), 300)) else w.next_attempt_at end
from jsonb_to_recordset(cast(:?finished as jsonb)) as f(id bigint, verdict text, detail text, reference text, again boolean)
where w.id = f.id
returning 1)
select count(*)::text from written
