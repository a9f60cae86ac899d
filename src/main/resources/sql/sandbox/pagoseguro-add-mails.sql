-- Letters to the buyer and to the merchant about a transaction as it stands.
with due as (
  insert into sandbox.pagoseguro_mail (transaction_id, letter, next_attempt_at)
  select t.id, jsonb_build_object(
      'to', case reader when 'buyer' then c.fields->>'email' else a.email end, 'reader', reader, 'id', t.id::text, 'state', t.state, 'text', s.text,
      'reference', c.reference, 'amount', c.amount, 'approval_number', case t.state when 'approved' then t.approval_number end, 'reason', t.reason,
      'means', t.means, 'merchant', a.merchant, 'tax_number', a.tax_number, 'contact', a.email, 'name', c.fields->>'firstname',
      'email', c.fields->>'email', 'again', not s.holds,
      'at', to_char(sandbox.pagoseguro_now() at time zone 'America/Bogota', 'YYYY-MM-DD HH24:MI:SS') || ' -05:00'),
    sandbox.pagoseguro_now() + case a.mails when 'late' then interval '30 minutes' else interval '0' end
  from sandbox.pagoseguro_transaction t
  join sandbox.pagoseguro_checkout c on c.id = t.checkout_id
  join sandbox.pagoseguro_account a on a.account = c.account
  join sandbox.pagoseguro_state s on s.state = t.state
  cross join unnest(case a.mails when 'none' then '{}' when 'buyer' then array ['buyer'] else array ['buyer', 'merchant'] end) as reader
  where t.id::text = :?transactionId
  returning id)
select count(*)::text from due
