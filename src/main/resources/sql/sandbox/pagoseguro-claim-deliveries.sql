-- Confirmations that are due: by the clock, or because the page of their transactions is about to show what came of them. A failed
-- attempt is followed by three more, after 30 minutes, 3 hours and 24 hours.
with due as (
  select d.id from sandbox.pagoseguro_delivery d
  where d.kind = 'confirmation' and d.delivered_at is null
    and (d.next_attempt_at <= sandbox.pagoseguro_now()
      or d.attempts = 0 and d.next_attempt_at <= sandbox.pagoseguro_now() + interval '5 seconds'
        and d.transaction_id::text in (select jsonb_array_elements_text(coalesce(cast(:?transactions as jsonb), '[]'))))
  order by d.id limit 20 for update skip locked),
claimed as (
  update sandbox.pagoseguro_delivery d set attempts = d.attempts + 1,
    next_attempt_at = sandbox.pagoseguro_now() + (array ['30 minutes', '3 hours', '24 hours']::interval[])[d.attempts + 1]
  from due where d.id = due.id
  returning d.*)
select coalesce(jsonb_agg(jsonb_build_object('id', id::text, 'url', url, 'body', body) order by id), '[]')::text from claimed
