-- What the ERP is answered about a checkout.
select jsonb_build_object(
  'erp_order_id', c.erp_order_id, 'reference', c.reference, 'gateway', c.gateway, 'state', c.state,
  'checkout_url', c.checkout_url, 'expires_at', utc(c.expires_at), 'total', c.total, 'currency', c.currency,
  'warnings', o.warnings, 'verdict_due', o.verdict_due,
  'answered', c.state <> 'CREATING' or c.checks > 0,
  'refusal_code', c.refusal_code, 'refusal_message', c.refusal_message)::text
from checkout c join customer_order o on o.id = c.order_id
where c.merchant = 'default' and c.reference = :?reference
