-- What was sent to the merchant, with its answers, for people to look at.

alter table sandbox.webhook add column last_answer text;

-- Every message that a simulated platform has for a merchant.
--   carrier   who brings it: the platform itself, or the buyer's browser, of which no answer is known
--   answered  the status of the last answer; 0: there was none; null: not sent yet
create view sandbox.message as
select 'sugaway-' || w.id as id, 'sugaway' as gateway, 'platform' as carrier, c.reference, w.created_at, w.attempts, w.last_status as answered,
  w.last_answer as answer, w.delivered_at,
  coalesce(w.body->'data'->'payment'->'status'->>'code' || ' ' || (w.body->'data'->'payment'->'status'->>'text'), w.body->>'type') as subject,
  jsonb_pretty(w.body) as body
from sandbox.webhook w join sandbox.checkout c on c.id = w.checkout_id
union all
select 'pagoseguro-' || d.id, 'pagoseguro', case d.kind when 'return' then 'buyer' else 'platform' end, c.reference, d.created_at, d.attempts, (d.answers->-1->>'status')::int, d.answers->-1->>'body', d.delivered_at,
  d.kind || ' ' || d.profile || ': ' || d.state, d.method || ' ' || d.url || E'\n\n' || replace(d.body, '&', E'\n&')
from sandbox.pagoseguro_delivery d
join sandbox.pagoseguro_transaction t on t.id = d.transaction_id
join sandbox.pagoseguro_checkout c on c.id = t.checkout_id;
