-- What there is to know of a posted form: its fields, read in the charset of the account that it names, and how they compare.
with posted as (select cast(:?form as bytea) as form),
plain as (
  select field->>'value' as account from posted, jsonb_array_elements(sandbox.form_fields(form, 'LATIN1')) as field
  where field->>'name' = 'key' limit 1),
account as (select a.* from sandbox.pagoseguro_account a join plain on plain.account = a.account),
read as (select sandbox.form_fields(form, coalesce((select charset from account), 'UTF8')) as pairs from posted),
named as (
  select (select coalesce(jsonb_object_agg(field->>'name', field->>'value'), '{}') from jsonb_array_elements(pairs) as field) as fields,
    (select count(*) > count(distinct field->>'name') from jsonb_array_elements(pairs) as field) as repeated, pairs is not null as readable
  from read),
-- the amounts over which a hash is valid: as received, and as a number may come out of a program
amounts as (
  select fields->>'amount' as amount from named
  union
  select trim_scale((fields->>'amount')::numeric)::text from named, account
  where account.lenient_amount and fields->>'amount' ~ '^[0-9]{1,12}([.][0-9]{1,2})?$')
select jsonb_build_object(
  'readable', n.readable, 'repeated', n.repeated, 'fields', n.fields,
  'account_known', a.account is not null and a.active and coalesce(a.account = :?platformAccount, true),
  'return_url', a.return_url,
  'hash_matches', exists (
    select 1 from amounts, unnest(string_to_array(a.api_key, ',')) as secret
    where sandbox.pagoseguro_request_hash(n.fields || jsonb_build_object('amount', amounts.amount), btrim(secret), a.charset)
      = lower(n.fields->>'hash')),
  'taken', exists (
    select 1 from sandbox.pagoseguro_checkout c
    join sandbox.pagoseguro_transaction t on t.checkout_id = c.id
    join sandbox.pagoseguro_state s on s.state = t.state
    where c.account = a.account and c.reference = n.fields->>'txnid' and (s.holds or a.strict)))::text
from named n left join account a on true
