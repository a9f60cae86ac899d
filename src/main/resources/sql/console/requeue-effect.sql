-- An effect that was refused, or waits for its next attempt, is due now, under the same key. Its exception is answered; if it is refused again,
-- that is a new one. Null when there is nothing to be sent.
with due as (
  update effect set state = 'PENDING', next_attempt_at = now()
  where merchant = 'default' and effect_id = cast(:?effectId as uuid) and state in ('DEAD', 'PENDING')
  returning effect_id, reference, destination, action),
answered as (
  update payment_exception x set closed_at = now(), closed_by = :?actor
  from due where x.merchant = 'default' and x.reference = due.reference and x.reason = 'erp-refused' and x.operation_id = due.effect_id::text
    and x.closed_at is null
  returning 1)
select jsonb_build_object('reference', reference, 'destination', destination, 'action', action)::text from due
