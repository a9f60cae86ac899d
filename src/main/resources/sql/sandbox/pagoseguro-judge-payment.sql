-- What comes of a payment: "errors" in what was filled in, or a transaction. Neither the number nor the code of a card is kept.
with form as (
  select f, coalesce(f->>'method', '') as method, regexp_replace(coalesce(f->>'number', ''), '[ .-]', '', 'g') as number,
    btrim(coalesce(f->>'holder', '')) as holder, coalesce(f->>'bank', '') as bank,
    regexp_match(btrim(coalesce(f->>'expiration', '')), '^(0?[1-9]|1[0-2])\s?[-/ ]?\s?(?:20)?([0-9]{2})$') as expiration
  from (select cast(:?request as jsonb) as f) as posted),
judged as (
  select form.*, r.*,
    case when number ~ '^4' then 'visa' when number ~ '^3[47]' then 'amex' when number ~ '^(5[1-5]|2[2-7])' then 'mastercard' else 'card' end as brand,
    (select coalesce(jsonb_agg(jsonb_build_object('field', field, 'message', message)), '[]') from (values
      (coalesce(f->>'documentType', '') <> all (array ['CC', 'CE', 'PP'] || case when a.nit then array ['NIT'] else '{}' end),
        'documentType', 'This kind of document is not accepted.'),
      (coalesce(f->>'document', '') !~ '^[A-Za-z0-9]{4,20}$', 'document', 'The number of the document has 4 to 20 letters and digits.'),
      (btrim(coalesce(f->>'names', '')) = '' or btrim(coalesce(f->>'surnames', '')) = '', 'names', 'Names and surnames are needed.'),
      (coalesce(f->>'payerEmail', '') !~ '^[^@\s]+@[^@\s]+[.][^@\s]+$', 'payerEmail', 'The e-mail address is not valid.'),
      (coalesce(f->>'phone', '') !~ '^([0-9]{7}|[0-9]{10})$', 'phone', 'The telephone number has 7 or 10 digits.'),
      (btrim(coalesce(f->>'address', '')) = '' or btrim(coalesce(f->>'city', '')) = '', 'address', 'Address and city are needed.'),
      (method not in ('card', 'pse'), 'method', 'Choose a card or PSE.'),
      (method = 'card' and (number !~ '^[0-9]{13,19}$' or not sandbox.passes_luhn(number)), 'number', 'The card number is not valid.'),
      (method = 'card' and holder = '', 'holder', 'The cardholder''s name is missing.'),
      (method = 'card' and (expiration is null or to_date(expiration[2] || lpad(expiration[1], 2, '0'), 'YYMM') < date_trunc('month', now())::date),
        'expiration', 'The expiration date must be a month that is not over, as 11/30.'),
      (method = 'card' and coalesce(f->>'cvv', '') !~ '^[0-9]{3,4}$', 'cvv', 'The security code has three or four digits.'),
      (method = 'card' and coalesce(f->>'instalments', '') !~ '^([1-9]|[12][0-9]|3[0-6])$', 'instalments', 'There are 1 to 36 instalments.'),
      (method = 'pse' and not exists (select 1 from sandbox.pagoseguro_bank b where b.name = bank), 'bank', 'Choose a bank.'),
      (method = 'pse' and coalesce(f->>'person', '') not in ('natural', 'legal'), 'person', 'Choose the kind of person.')) as checks (wrong, field, message)
      where wrong) as errors
  from form
  join sandbox.pagoseguro_checkout c on c.id = :?checkoutSession
  join sandbox.pagoseguro_account a on a.account = c.account
  join lateral (
    select s.* from sandbox.pagoseguro_scenario s
    left join sandbox.pagoseguro_assignment chosen on chosen.scenario = s.name and chosen.reference = c.reference
    where chosen.reference is not null or case s.recognised_by
      when 'cardholder' then method = 'card' and upper(holder) = s.trigger
      when 'bank' then method = 'pse' and bank = s.trigger
      when 'amount' then c.amount like '%' || s.trigger
      else true end
    order by chosen.reference is null, s.place limit 1) as r on true)
select jsonb_build_object(
  'errors', errors, 'state', state, 'error', error, 'reason', reason, 'becomes', becomes, 'becomes_after', becomes_after, 'payments', payments,
  'mode', case method when 'pse' then 'PSE' else 'CC' end,
  'means', jsonb_build_object('document', (f->>'documentType') || ' ' || (f->>'document')) || case method
    when 'pse' then jsonb_build_object('bank', bank, 'cus', sandbox.new_id(9, '123456789'))
    else jsonb_build_object('brand', brand, 'last4', right(number, 4), 'instalments', f->>'instalments') end)::text
from judged
