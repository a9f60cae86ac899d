-- Checkouts about which the platform is to be asked now, leased for longer than a question can take.
with due as (
  select id from checkout
  where next_check_at <= now() and check_reason = any (string_to_array(:?checkReasons, ','))
  order by next_check_at limit cast(:?batch as int) for update skip locked),
claimed as (
  update checkout c set next_check_at = now() + interval '2 minutes'
  from due where c.id = due.id
  returning c.gateway, c.reference)
select coalesce(jsonb_agg(to_jsonb(c)), '[]')::text from claimed c
