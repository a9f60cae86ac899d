-- A message to a merchant, when the checkout's "webhooksType" lets it through. What becomes of an attempt after the checkout's end is
-- told as other changes after it are.
insert into sandbox.webhook (checkout_id, body)
select c.id, cast(:?message as jsonb)
from sandbox.checkout c
join sandbox.notice_rule r on r.webhooks_type = c.webhooks_type
  and r.notice = case when :?notice = 'attempt' and c.ended_at is not null then 'after-expiry' else :?notice end
where c.id = :?platformCheckoutId and c.webhook is not null
returning id::text
