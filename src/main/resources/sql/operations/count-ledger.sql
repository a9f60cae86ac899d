-- What the gauges show: all that is unfinished.
select jsonb_build_object(
  'checkouts', (select coalesce(jsonb_object_agg(state, n), '{}') from (
    select state, count(*) n from checkout
    where state in ('CREATING', 'CREATE_UNKNOWN', 'OPEN', 'WAITING', 'IN_REVIEW', 'AUTHORIZED', 'REVIEW') group by state) s),
  'effects', (select jsonb_agg(to_jsonb(e)) from (
    select d.destination, s.state, coalesce(o.n, 0) as n,
      coalesce(extract(epoch from now() - o.oldest), 0)::int as oldest_seconds
    from unnest(array['stock', 'finance', 'orders', 'mail']) d(destination)
    cross join unnest(array['PENDING', 'DEAD']) s(state)
    left join (
      select destination, 'PENDING' as state, count(*) as n, min(created_at) as oldest
      from effect where state = 'PENDING' group by destination
      union all
      select destination, 'DEAD', count(*), min(created_at)
      from effect where state = 'DEAD' group by destination) o on o.destination = d.destination and o.state = s.state) e),
  'webhooks', (select jsonb_build_object('n', count(*), 'oldest_seconds', coalesce(extract(epoch from now() - min(received_at)), 0)::int)
    from webhook_inbox where processed_at is null),
  'exceptions', (select coalesce(jsonb_object_agg(reason, n), '{}') from (
    select reason, count(*) n from payment_exception where closed_at is null group by reason) x))::text
