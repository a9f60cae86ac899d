-- The server counts the rows of its tables once a minute. Until then a new ledger's are planned for as if they were empty, where one index is
-- as good as another; and by the wrong one each order looks at all others, in a minute in which there may be thousands. A first count of a
-- few rows is enough: from then on the server sees how a table grows.
create function analyze_new_tables() returns int language plpgsql as $$
declare
  uncounted regclass;
  many int := 0;
begin
  for uncounted in
    select oid from pg_class
    where relnamespace = current_schema()::text::regnamespace and relkind = 'r' and reltuples < 0 and pg_relation_size(oid) > 0
    order by oid
  loop
    execute format('analyze %s', uncounted);
    many := many + 1;
  end loop;
  return many;
end
$$;
