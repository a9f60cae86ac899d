-- How the platform behaves towards a merchant. What is not named stays as it is.
update sandbox.pagoseguro_account a set
  api_key = coalesce(w->>'api_key', api_key),
  active = coalesce((w->>'active')::boolean, active),
  return_url = nullif(coalesce(w->>'return_url', return_url), ''),
  return_profile = coalesce(w->>'return_profile', return_profile),
  return_mode = nullif(coalesce(w->>'return_mode', return_mode), ''),
  confirm_profile = coalesce(w->>'confirm_profile', confirm_profile),
  confirm_url = nullif(coalesce(w->>'confirm_url', confirm_url), ''),
  confirm_timing = coalesce(w->>'confirm_timing', confirm_timing),
  confirm_fault = coalesce(w->>'confirm_fault', confirm_fault),
  notify_pending = coalesce((w->>'notify_pending')::boolean, notify_pending),
  charset = coalesce(w->>'charset', charset),
  strict = coalesce((w->>'strict')::boolean, strict),
  lenient_amount = coalesce((w->>'lenient_amount')::boolean, lenient_amount),
  nit = coalesce((w->>'nit')::boolean, nit),
  mails = coalesce(w->>'mails', mails)
from (select cast(:?settings as jsonb) as w) as wanted
where a.account = :?platformAccount
returning a.account
