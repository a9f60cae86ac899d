update checkout c set
  state = n.state,
  state_since = case when c.state = n.state then c.state_since else now() end,
  platform_checkout_id = n.platform_checkout_id, checkout_url = n.checkout_url,
  refusal_code = n.refusal_code, refusal_message = n.refusal_message, superseded = n.superseded,
  hold_until = n.hold_until, opened_at = n.opened_at, expires_at = n.expires_at,
  next_check_at = n.next_check_at, check_reason = n.check_reason, checks = n.checks
from jsonb_populate_record(null::checkout, cast(:?decision as jsonb)->'change') n
where c.merchant = 'default' and c.reference = :?reference
returning c.id::text
