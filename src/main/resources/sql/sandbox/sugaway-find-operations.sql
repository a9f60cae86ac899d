-- A page of operations by what a merchant searches for, newest first. Days are those of UTC, both ends included.
with wanted as (
  select w, (w->>'page')::int as page, (w->>'limit')::int as per_page from (select cast(:?search as jsonb) as w) as asked),
found as (
  select o.* from sandbox.operation_report o, wanted
  where coalesce(o.status = w->>'status', true) and coalesce(o.reference = w->>'reference', true)
    and coalesce(o.report->>'currency' = w->>'currency', true)
    and coalesce((o.report->>'currency' = 'TEST') = (w->>'test')::boolean, true)
    and coalesce(o.created_at >= (w->>'created_from')::date, true) and coalesce(o.created_at < (w->>'created_to')::date + 1, true)
    and coalesce(o.updated_at >= (w->>'updated_from')::date, true) and coalesce(o.updated_at < (w->>'updated_to')::date + 1, true))
select jsonb_build_object(
  'page', page, 'limit', per_page, 'total', (select count(*) from found),
  'pages', (select (count(*) + per_page - 1) / per_page from found),
  'operations', (
    select coalesce(jsonb_agg(report order by created_at desc, id), '[]')
    from (select * from found order by created_at desc, id limit per_page offset page * per_page) as one_page))::text
from wanted
