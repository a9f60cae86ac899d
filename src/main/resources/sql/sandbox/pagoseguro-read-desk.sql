-- Everything that a person may look at and set; of a reference, or the newest of all.
with chosen as (
  select t.*, c.account, c.reference, c.amount, s.text from sandbox.pagoseguro_transaction t
  join sandbox.pagoseguro_checkout c on c.id = t.checkout_id
  join sandbox.pagoseguro_state s on s.state = t.state
  where coalesce(c.reference = :?reference, true)
  order by t.id desc limit 50)
select jsonb_build_object(
  'now', utc(sandbox.pagoseguro_now()),
  'accounts', (select jsonb_agg(to_jsonb(a) - 'api_key' order by account) from sandbox.pagoseguro_account a),
  'scenarios', (select jsonb_agg(name order by place) from sandbox.pagoseguro_scenario),
  'transactions', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', t.id::text, 'account', t.account, 'reference', t.reference, 'amount', t.amount, 'mode', t.mode, 'state', t.state, 'text', t.text,
      'reason', t.reason, 'approval_number', t.approval_number, 'means', t.means, 'becomes', t.becomes, 'at', utc(t.updated_at),
      'deliveries', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', d.id::text, 'kind', d.kind, 'profile', d.profile, 'state', d.state, 'fault', d.fault, 'method', d.method, 'url', d.url,
          'body', d.body, 'attempts', d.attempts, 'next_attempt_at', utc(d.next_attempt_at), 'answers', d.answers,
          'delivered_at', utc(d.delivered_at)) order by d.id), '[]')
        from sandbox.pagoseguro_delivery d where d.transaction_id = t.id)) order by t.id), '[]')
    from chosen t),
  'refusals', (
    select coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'account', r.account, 'reference', r.reference, 'at', utc(r.at)) order by r.id), '[]')
    from (select * from sandbox.pagoseguro_refusal r where coalesce(r.reference = :?reference, true) order by r.id desc limit 50) as r))::text
