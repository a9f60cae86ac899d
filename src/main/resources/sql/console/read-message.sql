-- A platform's message as it came. Null when there is none.
select jsonb_build_object(
  'id', w.id, 'gateway', w.gateway, 'reference', w.reference, 'content_type', w.content_type, 'body', encode(w.body, 'base64'),
  'bytes', octet_length(w.body), 'received_at', w.received_at, 'attempts', w.attempts, 'processed_at', w.processed_at, 'verdict', w.verdict,
  'detail', w.detail, 'erp_order_id', c.erp_order_id, 'exception_id', (
    select x.id from payment_exception x
    where x.merchant = 'default' and x.reference = coalesce(w.reference, '') and x.gateway = w.gateway
      and x.reason in ('quarantined', 'unknown-reference') and x.operation_id in (w.id::text, w.detail) and x.closed_at is null limit 1))::text
from webhook_inbox w left join checkout c on c.merchant = 'default' and c.reference = w.reference
where w.id = cast(:?messageId as bigint)
