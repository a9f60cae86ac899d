-- The messages that a merchant is to get of a transaction as it stands, each with how long it waits ("wait"; null: for the buyer's
-- return). "before-return" waits for the page of the payment to send it, and no longer than some seconds.
select coalesce(jsonb_agg(
  sandbox.pagoseguro_message(t.id, told.state, a.confirm_profile, told.fault)
  || jsonb_build_object('kind', 'confirmation', 'state', told.state, 'fault', told.fault, 'url', a.confirm_url, 'method', 'POST',
    'charset', case told.fault when 'latin-1' then 'LATIN1' else a.charset end, 'wait', told.wait) order by told.place), '[]')::text
from sandbox.pagoseguro_transaction t
join sandbox.pagoseguro_checkout c on c.id = t.checkout_id
join sandbox.pagoseguro_account a on a.account = c.account
join sandbox.pagoseguro_state s on s.state = t.state
cross join lateral (
  select case a.confirm_timing
    when 'before-return' then interval '5 seconds'
    when 'after-return' then case when t.returned_at is not null then interval '5 seconds' end
    when 'delayed' then interval '10 minutes'
    when 'pending-then-final' then interval '10 minutes' end as wait) as usual
cross join lateral (
  values
    (1, a.confirm_timing = 'pending-then-final' and s.final, 'pending', 'none', interval '0'),
    (2, true, t.state, case when a.confirm_fault in ('duplicate', 'concurrent', 'reordered') then 'none' else a.confirm_fault end, usual.wait),
    (3, a.confirm_fault = 'duplicate', t.state, 'none', usual.wait + interval '2 seconds'),
    (3, a.confirm_fault = 'concurrent', t.state, 'none', usual.wait),
    (3, a.confirm_fault = 'reordered' and s.final, 'pending', 'none', usual.wait + interval '2 seconds')) as told (place, applies, state, fault, wait)
where t.id::text = :?transactionId and told.applies and a.confirm_url is not null and a.confirm_profile <> 'off' and a.confirm_timing <> 'never'
  and (s.final or a.notify_pending)
