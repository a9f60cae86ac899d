-- Transactions whose time has come become what they were to become by themselves.
with become as (
  update sandbox.pagoseguro_transaction t set state = t.becomes, becomes = null, becomes_at = null, updated_at = now(),
    approval_number = case when t.becomes = 'approved' then sandbox.new_id(6, '123456789') end,
    error = case when t.becomes = 'approved' then '' else 'E002' end,
    reason = case when t.becomes = 'approved' then '' else 'Rechazada por la entidad' end
  where t.becomes_at <= sandbox.pagoseguro_now()
  returning t.id)
select coalesce(jsonb_agg(id::text order by id), '[]')::text from become
