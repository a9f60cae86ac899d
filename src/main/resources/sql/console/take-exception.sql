-- Somebody sees to it from now on. Null when it is settled meanwhile.
update payment_exception set taken_by = :?actor, taken_at = now()
where id = cast(:?exceptionId as bigint) and closed_at is null
returning jsonb_build_object('reference', reference, 'reason', reason, 'operation_id', operation_id)::text
