-- Effects that their receivers refused, by what they have in common.
select coalesce(jsonb_agg(to_jsonb(g) order by g.n desc, g.destination, g.action), '[]')::text
from (
  select destination, action, last_status, count(*) as n, min(created_at) as oldest, max(created_at) as newest
  from effect where state = 'DEAD' group by destination, action, last_status) g
