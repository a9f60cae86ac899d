-- What a buyer may see of a checkout.
select jsonb_build_object(
  'reference', c.reference, 'gateway', c.gateway, 'erp_order_id', c.erp_order_id, 'state', c.state, 'total', c.total, 'currency', c.currency,
  'test', c.test, 'checkout_url', c.checkout_url, 'expires_at', c.expires_at, 'hold_until', c.hold_until,
  'expired', coalesce(c.expires_at <= now(), false),
  'asked_lately', coalesce(c.asked_at > now() - interval '3 seconds', false),
  'return_to', o.document->>'returnTo',
  'payment_url', (select p.payment_url from operation p where p.checkout_id = c.id and p.standing = 'waiting' order by p.id desc limit 1),
  'last_failed', coalesce((select p.standing = 'failed' from operation p where p.checkout_id = c.id order by p.id desc limit 1), false))::text
from checkout c join customer_order o on o.id = c.order_id
where c.merchant = 'default' and c.reference = :?reference
