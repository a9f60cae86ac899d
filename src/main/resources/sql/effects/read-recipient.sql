-- Whom a mail is for, and of what order: read when it is sent, so that the outbox holds nothing personal.
select jsonb_build_object('order', o.document, 'checkout', jsonb_build_object(
  'reference', c.reference, 'gateway', c.gateway, 'state', c.state, 'total', c.total, 'currency', c.currency,
  'expires_at', c.expires_at, 'checkout_url', c.checkout_url))::text
from checkout c join customer_order o on o.id = c.order_id
where c.merchant = 'default' and c.reference = :?reference
