-- A ledger after years of trade: nearly everything is finished, a few thousand things are not. Nothing depends on chance.
insert into customer_order (erp_order_id, version, content_hash, source, document, received_at)
select 'SO-' || g, 1, md5(g::text), 'http',
  jsonb_build_object('orderId', 'SO-' || g, 'gateway', 'sugaway', 'currency', 'ARS', 'total', '18450.50', 'timeoutMinutes', 60,
    'webhooksType', 'all', 'customer', jsonb_build_object('name', 'Buyer ' || g, 'email', 'buyer' || g || '@example.com'),
    'items', jsonb_build_array(jsonb_build_object('sku', 'CAF-500', 'quantity', '2', 'total', '18450.50'))),
  now() - make_interval(mins => 200000 - g)
from generate_series(1, 200000) g;

insert into checkout (gateway, reference, erp_order_id, order_id, state, total, currency, timeout_minutes, webhooks_type,
  platform_checkout_id, created_at, expires_at, next_check_at, check_reason, stock)
select 'sugaway', 'SO-' || o.id || '-A1', o.erp_order_id, o.id,
  case when o.id > 197000 then (array['OPEN', 'OPEN', 'WAITING', 'CREATING', 'REVIEW'])[1 + o.id % 5]
    else (array['PAID', 'PAID', 'PAID', 'PAID', 'EXPIRED', 'EXPIRED', 'REFUNDED', 'VOIDED'])[1 + o.id % 8] end,
  18450.50, 'ARS', 60, 'all', 'CHK' || o.id, o.received_at, o.received_at + interval '1 hour',
  case when o.id > 197000 then now() + make_interval(secs => o.id - 198000) end,
  case when o.id > 197000 then (array['settlement', 'confirmation', 'creation'])[1 + o.id % 3] end,
  case when o.id > 197000 then 'reserved' else 'committed' end
from customer_order o order by o.id;

insert into operation (gateway, operation_id, checkout_id, standing, status_code, type, total, currency, evidence, method, booked,
  claim_standing)
select 'sugaway', 'op' || c.id, c.id, 'approved', '200', 'card', 18450.50, 'ARS', 'queried', '{"brand": "visa", "last4": "4417"}',
  '["receipt"]', case when c.id % 50 = 0 then 'approved' end
from checkout c where c.id % 5 > 0 order by c.id;

insert into payment_event (gateway, reference, at, event, status_code, type, from_state, to_state, source, evidence, operation_id,
  amount, currency, verdict, evidence_digest, previous_hash, hash)
select 'sugaway', c.reference, c.created_at, (array['opened', 'waiting', 'paid'])[n], '200', 'card', 'OPEN', 'PAID', 'webhook',
  'queried', 'op' || c.id, 18450.50, 'ARS', 'applied', md5(c.id::text), md5(n::text), md5((c.id + n)::text)
from checkout c cross join generate_series(1, 3) n order by c.id, n;

insert into effect (effect_id, destination, action, gateway, reference, erp_order_id, body, state, attempts, next_attempt_at, created_at,
  delivered_at)
select md5(c.id || ' ' || n)::uuid, (array['stock', 'finance'])[n], (array['commit', 'receipt'])[n], 'sugaway', c.reference,
  c.erp_order_id, '{"lines": [], "amount": "18450.50", "currency": "ARS"}',
  case when c.id > 198500 then 'PENDING' when c.id % 1000 = 0 then 'DEAD' else 'DELIVERED' end, 1,
  now() + make_interval(secs => c.id - 199000), c.created_at, case when c.id <= 198500 then c.created_at end
from checkout c cross join generate_series(1, 2) n order by c.id, n;

insert into webhook_inbox (gateway, reference, content_type, body, dedup_key, received_at, attempts, next_attempt_at, processed_at, verdict)
select 'sugaway', c.reference, 'application/json', convert_to('{"type":"checkout","data":"' || repeat('x', 300) || '"}', 'UTF8'),
  md5(c.id || ' ' || n), c.created_at, 1, c.created_at,
  case when c.id <= 198500 then c.created_at end,
  case when c.id > 198500 then null when c.id % 500 = 0 then 'quarantined' else 'applied' end
from checkout c cross join generate_series(1, 2) n order by c.id, n;

insert into payment_exception (gateway, reference, erp_order_id, reason, operation_id, opened_at, closed_at)
select 'sugaway', c.reference, c.erp_order_id, (array['unconfirmed', 'unknown-code', 'second-payment'])[1 + c.id % 3], 'op' || c.id,
  c.created_at, case when c.id < 199000 then now() end
from checkout c where c.id % 4 = 0 order by c.id;

insert into buyer_key (key, order_id)
select 'k' || o.id || ' ' || kind, o.id from customer_order o cross join unnest(array['email', 'document']) kind;

insert into platform_query (gateway, reference, at, asked, proven, operations)
select 'sugaway', c.reference, c.created_at, true, false, '[{"operation_id": "op", "status_code": "200"}]' from checkout c order by c.id;

update operation set approval_number = 'A' || id where id % 3 > 0;
