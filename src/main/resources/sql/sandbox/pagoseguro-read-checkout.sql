-- What the hosted page shows of a checkout.
select jsonb_build_object(
  'id', c.id, 'reference', c.reference, 'amount', c.amount, 'description', c.fields->>'productinfo', 'name', c.fields->>'firstname',
  'email', c.fields->>'email', 'merchant', a.merchant, 'tax_number', a.tax_number, 'nit', a.nit,
  'standing', case when exists (
      select 1 from sandbox.pagoseguro_checkout other
      join sandbox.pagoseguro_transaction t on t.checkout_id = other.id
      join sandbox.pagoseguro_state s on s.state = t.state
      where other.account = c.account and other.reference = c.reference and s.holds)
    then 'settled' else 'open' end,
  'attempts', (
    select coalesce(jsonb_agg(jsonb_build_object('id', t.id::text, 'text', s.text, 'reason', t.reason, 'at', utc(t.updated_at)) order by t.id), '[]')
    from sandbox.pagoseguro_transaction t join sandbox.pagoseguro_state s on s.state = t.state where t.checkout_id = c.id),
  'banks', (select jsonb_agg(name order by place) from sandbox.pagoseguro_bank),
  'scenarios', (
    select jsonb_agg(jsonb_build_object(
      'by', r.recognised_by, 'trigger', r.trigger, 'text', s.text, 'reason', r.reason, 'becomes', after.text,
      'minutes', extract(epoch from r.becomes_after)::int / 60, 'payments', r.payments) order by r.place)
    from sandbox.pagoseguro_scenario r
    join sandbox.pagoseguro_state s on s.state = r.state
    left join sandbox.pagoseguro_state after on after.state = r.becomes))::text
from sandbox.pagoseguro_checkout c
join sandbox.pagoseguro_account a on a.account = c.account
where c.id = :?checkoutSession
