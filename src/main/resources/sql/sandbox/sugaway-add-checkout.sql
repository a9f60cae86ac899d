insert into sandbox.checkout (
  id, request, reference, total, currency, test, two_step, webhook, webhooks_type, return_url, expires_at)
select
  sandbox.new_id(18, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), r, r->>'reference', (r->>'total')::numeric, upper(r->>'currency'),
  coalesce((r->>'test')::boolean, false), coalesce(r->>'intent', '') = 'payment.2-step', r->>'webhook',
  coalesce(r->>'webhooksType', 'all'), r->>'return_url', now() + make_interval(mins => coalesce((r->>'timeout')::int, 60))
from (select cast(:?request as jsonb) as r) as asked
returning jsonb_build_object(
  'id', id, 'description', request->>'description', 'currency', currency, 'total', total)::text
