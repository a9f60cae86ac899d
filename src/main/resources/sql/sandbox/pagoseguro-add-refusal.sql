-- Of what people wrote, the account and the reference are kept, as far as they are some.
insert into sandbox.pagoseguro_refusal (code, account, reference)
select p->>'code', substring(f->>'key' from '^[0-9]{1,12}$'), substring(f->>'txnid' from '^[A-Za-z0-9._-]{1,40}$')
from (select cast(:?problem as jsonb) as p, cast(:?facts as jsonb)->'fields' as f) as refused
returning id::text
