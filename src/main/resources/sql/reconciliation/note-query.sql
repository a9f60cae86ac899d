-- That the platform was asked, and what it answered: codes and amounts.
insert into platform_query (gateway, reference, asked, proven, operations)
select :?gateway, :?reference, cast(s->>'asked' as boolean), cast(s->>'proven' as boolean), coalesce((
  select jsonb_agg(jsonb_build_object('operation_id', e->>'operation_id', 'status_code', e->>'status_code', 'type', e->>'type',
    'total', e->>'total', 'currency', e->>'currency'))
  from jsonb_array_elements(case when jsonb_typeof(a->'events') = 'array' then a->'events' else '[]' end) e), '[]')
from (select cast(:?settlement as jsonb) s, cast(:?answer as jsonb) a) x
returning id::text
