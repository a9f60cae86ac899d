-- A checkout that is paid, or in payment, is not deleted.
with found as (
  select c.id, exists (
    select 1 from sandbox.operation o join sandbox.status s on s.code = o.status where o.checkout_id = c.id and s.holds) as kept
  from sandbox.checkout c where c.id = :?platformCheckoutId),
ended as (
  update sandbox.checkout c set ended_at = coalesce(c.ended_at, now()) from found where c.id = found.id and not found.kept)
select jsonb_build_object('kept', kept)::text from found
