-- Letters that are due. What is not accepted is tried again every minute, five times in all.
with due as (
  select m.id from sandbox.pagoseguro_mail m
  where m.next_attempt_at <= sandbox.pagoseguro_now()
  order by m.id limit 20 for update skip locked),
claimed as (
  update sandbox.pagoseguro_mail m set attempts = m.attempts + 1,
    next_attempt_at = case when m.attempts < 4 then sandbox.pagoseguro_now() + interval '1 minute' end
  from due where m.id = due.id
  returning m.*)
select coalesce(jsonb_agg(letter || jsonb_build_object('mail', id::text) order by id), '[]')::text from claimed
