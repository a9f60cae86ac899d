-- What comes of a card that a buyer wants to pay a checkout with: "errors" in what was filled in, or an operation.
-- Neither the number nor the security code is kept.
with form as (
  select regexp_replace(coalesce(cast(:?cardNumber as text), ''), '[ .-]', '', 'g') as number,
    btrim(coalesce(cast(:?cardHolder as text), '')) as holder,
    regexp_match(btrim(coalesce(cast(:?cardExpiration as text), '')), '^(0?[1-9]|1[0-2])\s?[-/ ]?\s?(?:20)?([0-9]{2})$') as expiration,
    coalesce(cast(:?cardCode as text), '') as code,
    coalesce(nullif(btrim(cast(:?cardPlan as text)), ''), '1') as plan),
card as (
  select form.*, lpad(expiration[1], 2, '0') as month, expiration[2] as year,
    case when number ~ '^4' then 'visa' when number ~ '^3[47]' then 'amex' when number ~ '^(5[1-5]|2[2-7])' then 'mastercard' end as brand
  from form),
judged as (
  select card.*, c.two_step, chosen.name, chosen.reference, chosen.count, chosen.total, chosen.amount, t.becomes, t.becomes_after,
    coalesce(t.status, '200') as status, c.request->'customer'->>'identification' as identification,
    (select coalesce(jsonb_agg(jsonb_build_object('field', field, 'message', message)), '[]') from (values
      (card.number !~ '^[0-9]{13,19}$' or t.number is null and not sandbox.passes_luhn(card.number),
        'number', 'The card number is not valid.'),
      (card.brand is null or not coalesce(c.request->'sources' @> to_jsonb(card.brand), true), 'number', 'This card is not accepted here.'),
      (card.holder = '', 'holder', 'The cardholder''s name is missing.'),
      (card.expiration is null or to_date(card.year || card.month, 'YYMM') < date_trunc('month', now())::date,
        'expiration', 'The expiration date must be a month that is not over, as 11/30.'),
      (card.code !~ '^[0-9]{3,4}$', 'cvv', 'The security code has three or four digits.'),
      (chosen.uid is null, 'installments', 'This instalment plan is not offered.')) as checks (wrong, field, message)
      where wrong) as errors
  from card
  join sandbox.checkout c on c.id = :?platformCheckoutId
  left join sandbox.test_card t on t.number = card.number
  left join lateral (
    select * from sandbox.offered_plans(c.total, c.request->'installments') as p
    where card.plan in (p.uid, p.reference) order by p.uid = card.plan desc limit 1) as chosen on true)
select jsonb_build_object(
  'errors', errors, 'type', 'card', 'total', total, 'becomes', becomes, 'becomes_after', becomes_after,
  'status', case when status = '200' and two_step then '3' else status end,
  'source', jsonb_build_object(
    'name', initcap(brand), 'type', 'card', 'reference', brand, 'number', left(number, 6) || '******' || right(number, 4),
    'expiration', jsonb_build_object('month', month, 'year', year),
    'cardholder', jsonb_build_object('name', upper(holder), 'identification', identification),
    'installment', jsonb_build_object('description', name, 'amount', amount, 'count', count, 'reference', reference),
    'transaction', jsonb_build_object('authorizationCode', case when status = '200' then sandbox.new_id(6, '0123456789') end)))::text
from judged
