-- What the response page shows of a checkout's newest transaction, and the message that the buyer carries to the shop.
select jsonb_build_object(
  'checkout_id', c.id, 'id', t.id::text, 'reference', c.reference, 'amount', c.amount, 'description', c.fields->>'productinfo',
  'merchant', a.merchant, 'state', t.state, 'text', s.text, 'final', s.final, 'reason', t.reason, 'approval_number', t.approval_number,
  'means', t.means, 'again', not s.holds, 'minutes_left', ceil(extract(epoch from t.becomes_at - sandbox.pagoseguro_now()) / 60)::int,
  'charset', case a.charset when 'LATIN1' then 'ISO-8859-1' else 'UTF-8' end,
  'mode', returned.mode,
  'message', sandbox.pagoseguro_message(t.id, t.state, a.return_profile, 'none')
    || jsonb_build_object('kind', 'return', 'state', t.state, 'fault', 'none', 'url', c.return_url, 'charset', a.charset,
      'method', case returned.mode when 'form-post' then 'POST' else 'GET' end, 'wait', null))::text
from sandbox.pagoseguro_checkout c
join sandbox.pagoseguro_account a on a.account = c.account
join sandbox.pagoseguro_transaction t on t.checkout_id = c.id
join sandbox.pagoseguro_state s on s.state = t.state
cross join lateral (
  select coalesce(a.return_mode, case a.return_profile when 'R' then 'form-post' when 'L' then 'query-get' else 'bare-get' end) as mode) as returned
where c.id = :?checkoutSession
order by t.id desc limit 1
