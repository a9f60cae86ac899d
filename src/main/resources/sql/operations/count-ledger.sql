-- What the gauges show: all that is unfinished. Money is at risk when it was paid and its receipt has not reached the ERP's books, or is a
-- matter for a person because of which it was not booked.
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
      from effect where state = 'PENDING' and destination <> '' group by destination
      union all
      select destination, 'DEAD', count(*), min(created_at)
      from effect where state = 'DEAD' group by destination) o on o.destination = d.destination and o.state = s.state) e),
  'webhooks', (select jsonb_build_object('n', count(*), 'oldest_seconds', coalesce(extract(epoch from now() - min(received_at)), 0)::int)
    from webhook_inbox where processed_at is null),
  'questions', (select jsonb_build_object('n', count(*),
      'oldest_seconds', coalesce(extract(epoch from now() - min(next_check_at)), 0)::int)
    from checkout where next_check_at <= now()),
  'money_at_risk', (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from (
    select r.currency, r.cause, sum(r.amount) as amount from (
      select body->>'currency' as currency, 'undelivered' as cause, cast(body->>'amount' as numeric) as amount
      from effect where state = 'PENDING' and destination = 'finance' and destination <> '' and action = 'receipt'
      union all
      select body->>'currency', 'refused', cast(body->>'amount' as numeric)
      from effect where state = 'DEAD' and destination = 'finance' and action = 'receipt'
      union all
      select currency, 'disputed', amount
      from payment_exception
      where closed_at is null and reason in ('amount-mismatch', 'currency-mismatch', 'unconfirmed')) r
    where r.amount is not null and r.currency is not null group by r.currency, r.cause) m),
  'exceptions', (select coalesce(jsonb_object_agg(reason, n), '{}') from (
    select reason, count(*) n from payment_exception where closed_at is null group by reason) x))::text
