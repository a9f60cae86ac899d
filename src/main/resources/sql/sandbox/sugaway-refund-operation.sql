-- Money goes back: all that is left, or an amount. What is only authorized is voided.
update sandbox.operation set
  refunded = case status when '3' then refunded else refunded + coalesce(cast(:?amount as numeric), total - refunded) end,
  status = case when status = '3' then '601'
    when refunded + coalesce(cast(:?amount as numeric), total - refunded) = total then '602'
    else '605' end,
  updated_at = now()
where id = :?operationId and status in ('3', '200', '210', '300', '301', '605')
  and coalesce(cast(:?amount as numeric), total - refunded) between 0.01 and total - refunded
returning jsonb_build_object('id', id)::text
