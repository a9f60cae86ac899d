-- A message that was put aside is unread again, and its exception answered; if it cannot be read again, that is a new one. Null when it is
-- not put aside. A matter may be about one message, or about all that are unreadable in one way
-- (quarantine-webhook): that one ends with the last of them.
with aside as (
  select id, detail from webhook_inbox
  where id = cast(:?messageId as bigint) and verdict in ('quarantined', 'unknown-reference') and processed_at is not null for update),
unread as (
  update webhook_inbox w set processed_at = null, verdict = null, detail = null, attempts = 0, next_attempt_at = now()
  from aside where w.id = aside.id
  returning w.id, w.gateway, w.reference, aside.detail as about),
answered as (
  update payment_exception x set closed_at = now(), closed_by = :?actor
  from unread u
  where x.merchant = 'default' and x.reference = coalesce(u.reference, '') and x.gateway = u.gateway
    and x.reason in ('quarantined', 'unknown-reference') and x.closed_at is null
    and (x.operation_id = u.id::text or x.operation_id = u.about and not exists (
      select 1 from webhook_inbox o
      where o.processed_at is not null and o.reference = u.reference and o.gateway = u.gateway and o.detail = u.about and o.id <> u.id))
  returning 1)
select jsonb_build_object('gateway', gateway, 'reference', reference)::text from unread
