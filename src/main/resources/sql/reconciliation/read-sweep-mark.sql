-- From when the platform's operations are to be looked through: a day before the last sweep, for its dates have no hours.
select jsonb_build_object(
  'from', to_char(coalesce((select swept_until from sweep_mark where gateway = :?gateway), now()) - interval '1 day', 'YYYY-MM-DD'),
  'to', to_char(now() + interval '1 day', 'YYYY-MM-DD'),
  'until', now())::text
