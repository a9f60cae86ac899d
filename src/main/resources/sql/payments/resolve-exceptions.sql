with answered as (
  update payment_exception x set closed_at = now()
  from jsonb_to_recordset(cast(:?decision as jsonb)->'resolved') r(reason text, operation_id text)
  where x.merchant = 'default' and x.reference = :?reference and x.closed_at is null
    and x.reason = r.reason and (r.operation_id = '' or x.operation_id in ('', r.operation_id))
  returning x.id)
select count(*)::text from answered
