-- What a question about a checkout starts from: which operations an unsigned message spoke of that nobody has confirmed. It is being asked
-- now.
update checkout c set asked_at = now()
where merchant = 'default' and reference = :?reference
returning jsonb_build_object(
  'gateway', gateway, 'reference', reference, 'state', state, 'traceparent', traceparent,
  'claimed', coalesce((select jsonb_agg(o.operation_id) from operation o where o.checkout_id = c.id and o.claim_standing is not null), '[]'),
  'known', coalesce((select jsonb_agg(jsonb_build_object('operation_id', o.operation_id, 'status_code', o.status_code)) from operation o where o.checkout_id = c.id), '[]'))::text
