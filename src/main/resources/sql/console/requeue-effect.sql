-- An effect that was refused, or waits for its next attempt, is due now, under the same key. Its exception is answered; if it is refused again,
-- that is a new one. Null when there is nothing to be sent; nor is what stock was to do before something else that it has done since: a
-- release that comes after a commit would free what is sold.
with due as (
  update effect e set state = 'PENDING', next_attempt_at = now()
  where e.merchant = 'default' and e.effect_id = cast(:?effectId as uuid) and e.state in ('DEAD', 'PENDING')
    and not (e.destination = 'stock' and exists (
      select 1 from effect later
      where later.merchant = e.merchant and later.reference = e.reference and later.id > e.id and later.destination = 'stock'
        and later.state = 'DELIVERED' and later.action <> 'extend'))
  returning effect_id, reference, destination, action),
answered as (
  update payment_exception x set closed_at = now(), closed_by = :?actor
  from due where x.merchant = 'default' and x.reference = due.reference and x.reason = 'erp-refused' and x.operation_id = due.effect_id::text
    and x.closed_at is null
  returning 1)
select jsonb_build_object('reference', reference, 'destination', destination, 'action', action)::text from due
