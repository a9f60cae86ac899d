-- What the ERP is told about several checkouts, by reference.
select coalesce(jsonb_object_agg(c.reference, jsonb_build_object(
  'erp_order_id', c.erp_order_id, 'reference', c.reference, 'gateway', c.gateway, 'state', c.state,
  'checkout_url', c.checkout_url, 'expires_at', utc(c.expires_at), 'total', c.total, 'currency', c.currency,
  'warnings', o.warnings, 'answered', c.state <> 'CREATING' or c.checks > 0,
  'refusal_code', c.refusal_code, 'refusal_message', c.refusal_message)), '{}')::text
from jsonb_array_elements(cast(:?taken as jsonb)) t(entry)
join checkout c on c.merchant = 'default' and c.reference = t.entry->>'reference'
join customer_order o on o.id = c.order_id
