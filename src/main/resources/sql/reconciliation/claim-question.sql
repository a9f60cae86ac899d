-- As read-question, of a checkout about which the platform is to be asked now; leased for longer than a question can take. Null when
-- somebody else asks. A lease that a server's crash takes back harms nobody: its commit waits for no disk (in no transaction but its own).
-- It is found by its reference: what is due may be many, and no plan shall begin there.
update checkout c set next_check_at = now() + interval '2 minutes', asked_at = now()
where merchant = 'default' and reference = :?reference and coalesce(next_check_at, 'infinity') <= now()
  and (select set_config('synchronous_commit', 'off', true)) = 'off'
returning jsonb_build_object(
  'gateway', gateway, 'reference', reference, 'state', state, 'traceparent', traceparent,
  'claimed', coalesce((select jsonb_agg(o.operation_id) from operation o where o.checkout_id = c.id and o.claim_standing is not null), '[]'),
  'known', coalesce((select jsonb_agg(jsonb_build_object('operation_id', o.operation_id, 'status_code', o.status_code)) from operation o where o.checkout_id = c.id), '[]'))::text
