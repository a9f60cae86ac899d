-- What the bridge depends on, and how far behind it is. A platform's last message is looked for among the latest ones.
with latest as (select gateway, received_at from webhook_inbox where id > 0 order by id desc limit 2000)
select jsonb_build_object(
  'destinations', (select jsonb_agg(to_jsonb(d) order by d.place) from (
    select n.place, n.destination, coalesce(p.n, 0) as pending, p.oldest, coalesce(x.n, 0) as dead, s.paused_until, s.reason as pause_reason
    from unnest(array['stock', 'finance', 'orders', 'mail']) with ordinality n(destination, place)
    left join lateral (
      select count(*) as n, min(created_at) as oldest from effect where state = 'PENDING' and destination = n.destination and destination <> '') p on true
    left join lateral (select count(*) as n from effect where state = 'DEAD' and destination = n.destination) x on true
    left join destination_pause s on s.destination = n.destination and s.paused_until > now()) d),
  'inbox', (select jsonb_build_object('n', count(*), 'oldest', min(received_at)) from webhook_inbox where processed_at is null),
  'gateways', (select jsonb_agg(jsonb_build_object('gateway', g.gateway,
    'last_message', (select max(w.received_at) from latest w where w.gateway = g.gateway),
    'swept_until', (select m.swept_until from sweep_mark m where m.gateway = g.gateway)) order by g.gateway)
    from unnest(string_to_array(:?gateways, ',')) g(gateway)),
  'checkouts', (select coalesce(jsonb_object_agg(state, n), '{}') from (
    select state, count(*) n from checkout
    where state in ('CREATING', 'CREATE_UNKNOWN', 'OPEN', 'WAITING', 'IN_REVIEW', 'AUTHORIZED', 'REVIEW') group by state) s),
  'overdue', (select count(*) from checkout where next_check_at < now() - interval '10 minutes'))::text
