-- A person decides what becomes of a transaction, whatever it was.
update sandbox.pagoseguro_transaction t set state = :?newState, becomes = null, becomes_at = null, updated_at = now(),
  approval_number = case when :?newState = 'approved' then coalesce(t.approval_number, sandbox.new_id(6, '123456789')) end,
  error = case when :?newState = 'approved' then '' else 'E002' end,
  reason = case when :?newState = 'approved' then '' else 'Rechazada por la entidad' end
where t.id::text = :?transactionId and t.state <> :?newState
returning t.checkout_id
