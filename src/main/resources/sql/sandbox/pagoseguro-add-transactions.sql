-- Transactions of a checkout, from what was judged of its payment; as a rule it is one.
with made as (
  insert into sandbox.pagoseguro_transaction (checkout_id, mode, means, state, approval_number, error, reason, becomes, becomes_at)
  select :?checkoutSession, j->>'mode', j->'means', j->>'state',
    case when j->>'state' = 'approved' then sandbox.new_id(6, '123456789') end,
    j->>'error', j->>'reason', j->>'becomes', sandbox.pagoseguro_now() + (j->>'becomes_after')::interval
  from (select cast(:?judged as jsonb) as j) as outcome, generate_series(1, coalesce((j->>'payments')::int, 1))
  returning id)
select jsonb_agg(id::text order by id)::text from made
