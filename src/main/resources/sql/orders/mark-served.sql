-- The buyer is about to be led to the platform's page, if the checkout can still be paid: from now on it may be. Answers with what a form
-- is filled with; null when it cannot.
update checkout c set served_at = now()
from customer_order o
where c.merchant = 'default' and c.reference = :?reference and o.id = c.order_id and c.state = 'OPEN'
  and c.expires_at > now() and c.checkout_url is not null
returning jsonb_build_object('order', o.document, 'checkout', jsonb_build_object('reference', c.reference, 'gateway', c.gateway))::text
