-- A message to a merchant, to be sent when its time has come. A return is a browser's to carry, and is written down once.
insert into sandbox.pagoseguro_delivery (transaction_id, kind, profile, state, fault, method, url, body, next_attempt_at)
select (m->>'gateway_id')::bigint, m->>'kind', m->>'profile', m->>'state', m->>'fault', m->>'method', m->>'url',
  case m->>'fault' when 'truncated' then left(written.body, length(written.body) / 2) else written.body end,
  sandbox.pagoseguro_now() + (m->>'wait')::interval
from (select cast(:?message as jsonb) as m) as told
cross join lateral (
  select coalesce(string_agg(sandbox.form_encoded(field->>'name', m->>'charset') || '=' || sandbox.form_encoded(field->>'value', m->>'charset'),
    '&' order by place), '') as body
  from jsonb_array_elements(cast(:?messageFields as jsonb)) with ordinality as fields (field, place)) as written
on conflict (transaction_id, state, profile) where kind = 'return' do nothing
returning id::text
