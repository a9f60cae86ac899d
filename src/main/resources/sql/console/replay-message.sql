-- A message that was put aside is unread again, and its exception answered; if it cannot be read again, that is a new one. Null when it is
-- not put aside.
with unread as (
  update webhook_inbox set processed_at = null, verdict = null, detail = null, attempts = 0, next_attempt_at = now()
  where id = cast(:?messageId as bigint) and verdict in ('quarantined', 'unknown-reference') and processed_at is not null
  returning id, gateway, reference),
answered as (
  update payment_exception x set closed_at = now(), closed_by = :?actor
  from unread u
  where x.merchant = 'default' and x.reference = coalesce(u.reference, '') and x.gateway = u.gateway
    and x.reason in ('quarantined', 'unknown-reference') and x.operation_id = u.id::text and x.closed_at is null
  returning 1)
select jsonb_build_object('gateway', gateway, 'reference', reference)::text from unread
