-- What became of deliveries. Effects of a reference that wait behind one of them wait as long, and no longer: what is due is to be claimed.
-- A receiver that takes something is no longer left alone. "more": destinations where another effect of such a reference has its turn now.
-- "late": those that somebody else has delivered meanwhile, as these took longer than their lease; that stays so.
with told as (
  select distinct on (d.id) d.*
  from jsonb_to_recordset(cast(:?deliveries as jsonb)) d(id bigint, state text, status int, error text, wait_seconds double precision)
  order by d.id, d.state = 'DELIVERED' desc),
finished as (
  update effect e set
    state = d.state,
    last_status = d.status,
    last_error = d.error,
    next_attempt_at = case when d.wait_seconds is null then e.next_attempt_at else now() + make_interval(secs => d.wait_seconds) end,
    delivered_at = case when d.state = 'DELIVERED' then now() end
  from told d, effect claimed
  where e.id = d.id and claimed.id = e.id and (e.state <> 'DELIVERED' or d.state = 'DELIVERED')
  returning e.id, e.destination, e.reference, e.state, e.next_attempt_at, claimed.state = 'PENDING' as first_told),
behind as (
  update effect o set next_attempt_at = w.due
  from (
    select o.id, case when f.state = 'PENDING' then f.next_attempt_at else now() end as due
    from finished f cross join lateral (
      select o.id from effect o
      where o.state = 'PENDING' and o.destination = f.destination and o.reference = f.reference and o.reference <> '' and o.id > f.id
        and case when f.state = 'PENDING' then o.next_attempt_at < f.next_attempt_at else o.next_attempt_at > now() end for update) o
    where f.first_told) w
  where o.id = w.id
  returning 1),
resumed as (
  delete from destination_pause p using finished f where p.destination = f.destination and f.state = 'DELIVERED' returning 1)
select jsonb_build_object(
  'late', (select coalesce(jsonb_agg(d.id), '[]') from told d where d.id not in (select f.id from finished f)),
  'more', (
    select coalesce(jsonb_agg(distinct f.destination), '[]') from finished f
    where f.state <> 'PENDING' and (
      select o.id from effect o
      where o.state = 'PENDING' and o.destination = f.destination and o.reference = f.reference and o.reference <> '' and o.id > f.id
      order by o.id limit 1) is not null))::text
