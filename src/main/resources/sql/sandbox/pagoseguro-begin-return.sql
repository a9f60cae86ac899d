-- The buyer is about to go back: what waits for that is due five seconds later. Gives the address, with the message when it goes into it.
with returned as (
  update sandbox.pagoseguro_transaction t set returned_at = coalesce(t.returned_at, now())
  from (select cast(:?result as jsonb) as r) as shown
  where t.id::text = r->>'id'
  returning t.id, t.state),
due as (
  update sandbox.pagoseguro_delivery d set next_attempt_at = sandbox.pagoseguro_now() + interval '5 seconds'
  from returned
  where d.transaction_id = returned.id and d.kind = 'confirmation' and d.attempts = 0 and d.next_attempt_at is null)
select d.url || case when r->>'mode' = 'query-get' and d.body <> '' then case when d.url ~ '[?]' then '&' else '?' end || d.body else '' end
from (select cast(:?result as jsonb) as r) as shown
join sandbox.pagoseguro_delivery d on d.transaction_id::text = r->>'id' and d.kind = 'return' and d.state = r->>'state'
order by d.id desc limit 1
