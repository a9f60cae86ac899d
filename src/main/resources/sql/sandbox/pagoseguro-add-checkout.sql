insert into sandbox.pagoseguro_checkout (id, account, reference, amount, return_url, fields)
select sandbox.new_id(24, 'abcdefghijklmnopqrstuvwxyz0123456789'), f->>'key', f->>'txnid', f->>'amount',
  coalesce(nullif(f->>'url_response', ''), posted->>'return_url'), f - 'hash'
from (select cast(:?facts as jsonb) as posted, cast(:?facts as jsonb)->'fields' as f) as accepted
returning id
