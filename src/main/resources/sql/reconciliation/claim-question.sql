-- As read-question, of a checkout about which the platform is to be asked now; leased for longer than a question can take. Null when
-- somebody else asks.
update checkout c set next_check_at = now() + interval '2 minutes', asked_at = now()
where merchant = 'default' and reference = :?reference and next_check_at <= now()
returning jsonb_build_object(
  'gateway', gateway, 'reference', reference, 'state', state, 'traceparent', traceparent,
  'claimed', coalesce((select jsonb_agg(o.operation_id) from operation o where o.checkout_id = c.id and o.claim_standing is not null), '[]'),
  'known', coalesce((select jsonb_agg(jsonb_build_object('operation_id', o.operation_id, 'status_code', o.status_code)) from operation o where o.checkout_id = c.id), '[]'))::text
