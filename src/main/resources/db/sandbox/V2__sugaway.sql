-- The simulated Sugaway's books, as the platform's dossier describes them.

-- What the simulator says of an operation with a status code.
--   notice   which kind of message tells of it (notice_rule)
--   settled  the reference cannot be paid again; what was paid once is so for ever
--   holds    no expiry message is sent while an operation has it
create table sandbox.status (
  code       text primary key,
  text       text not null,
  message    text not null,
  notice     text not null check (notice in ('final', 'intermediate', 'attempt', 'reversal')),
  settled    boolean not null default false,
  holds      boolean not null default false
);
insert into sandbox.status (code, text, message, notice, settled, holds) values
  ('2',   'En Espera',             'A la espera del pago del cupón',      'final',        false, true),
  ('3',   'Autorizada',            'Autorización pendiente de captura',   'final',        true,  true),
  ('100', 'En Revisión',           'Operación en revisión',               'intermediate', true,  true),
  ('200', 'Aprobado',              'Transacción Aprobada',                'final',        true,  true),
  ('210', 'Retenida',              'Operación retenida',                  'intermediate', true,  true),
  ('300', 'Liquidada',             'Operación liquidada',                 'final',        true,  true),
  ('301', 'Liberada',              'Fondos liberados',                    'final',        true,  true),
  ('400', 'Rechazado',             'Transacción rechazada por el emisor', 'attempt',      false, false),
  ('410', 'Fondos insuficientes',  'Fondos insuficientes',                'attempt',      false, false),
  ('411', 'Requiere autorización', 'Autorización requerida',              'attempt',      false, false),
  ('412', 'Comercio inválido',     'Comercio inválido',                   'attempt',      false, false),
  ('413', 'Tarjeta inválida',      'Tarjeta inválida',                    'attempt',      false, false),
  ('500', 'Error',                 'Error técnico',                       'attempt',      false, false),
  ('601', 'Cancelada',             'Operación anulada',                   'reversal',     true,  false),
  ('602', 'Devuelta',              'Devolución total',                    'reversal',     true,  false),
  ('605', 'Parcialmente Devuelta', 'Devolución parcial',                  'reversal',     true,  false);

-- Which messages a checkout's "webhooksType" lets through. Of reversals the platform says nothing but for "all".
create table sandbox.notice_rule (
  notice        text not null,
  webhooks_type text not null,
  primary key (notice, webhooks_type)
);
insert into sandbox.notice_rule (notice, webhooks_type) values
  ('final', 'all'),        ('final', 'intermediateAndFinal'),        ('final', 'final'),
  ('intermediate', 'all'), ('intermediate', 'intermediateAndFinal'),
  ('attempt', 'all'),
  ('expiry', 'all'),       ('expiry', 'intermediateAndFinal'),       ('expiry', 'final'),
  ('after-expiry', 'all'), ('after-expiry', 'intermediateAndFinal'), ('after-expiry', 'final'),
  ('reversal', 'all');

-- What comes of a payment by card, by its number. Any other number that passes Luhn's check is approved.
create table sandbox.test_card (
  number          text primary key,
  status          text not null references sandbox.status,
  -- what the status becomes by itself, and after how long
  becomes         text references sandbox.status,
  becomes_after   interval,
  -- the processor's answer that it stands for (ISO 8583); null: invented
  iso             text,
  -- shown on the payment page
  listed          boolean not null default false
);
insert into sandbox.test_card (number, status, iso, listed) values
  ('4507990000000010', '200', '00', true),
  ('5323629993121008', '200', '00', true),
  ('376411234531007',  '200', '00', true),
  ('4507930000000016', '410', '51', true),
  ('4012001037141112', '411', '01', true),
  ('4507940000000015', '412', '03', true),
  ('4507290000000080', '413', '14', true),
  ('4507960000000013', '413', '54', false),
  ('4507980000000011', '413', '56', false),
  ('4507910000000018', '400', '05', true),
  ('4507920000000017', '400', '39', false),
  ('4507950000000014', '400', '30', false),
  ('4507970000000012', '400', '43', false),
  ('4507190000000090', '400', '65', false),
  ('4507390000000070', '400', '47', false),
  ('4507490000000060', '400', '61', false),
  ('4507590000000059', '400', '80', false),
  ('4507690000000016', '400', '45', false),
  ('4508690000000015', '400', '41', false),
  ('5323620000000004', '400', '39', false),
  ('5323622000000000', '410', '51', true),
  ('5323622200000008', '400', '30', false),
  ('5323622220000004', '413', '54', false),
  ('5323222220000003', '400', '43', false),
  ('5323212220000004', '413', '56', false),
  ('5323232220000002', '400', '47', false),
  ('5323332220000000', '400', '61', false),
  ('5323432220000008', '400', '80', false),
  ('5323532220000005', '400', '45', false);
insert into sandbox.test_card (number, status, becomes, becomes_after, listed) values
  ('4507990000001000', '100', '200', interval '10 seconds', true),
  ('4507990000005001', '500', null,  null,                  true);

-- Instalment plans. A special one is offered only to a checkout that adds it by its uid.
create table sandbox.plan (
  uid         text primary key,
  reference   text not null,
  name        text not null,
  count       int not null,
  -- the financial charge, above zero, or discount, below, in percent
  percentage  numeric(7,4) not null,
  special     boolean not null default false
);
insert into sandbox.plan (uid, reference, name, count, percentage, special) values
  ('5KQ0ZR5M2KXV7LBT40', '1',        '1 Cuota',              1,  0,  false),
  ('6WQ0ZR5M2KXV7LBT43', '3',        '3 Cuotas',             3,  0,  false),
  ('8WQ0ZR5M2KXV7LBT41', '6',        '6 Cuotas (recargo)',   6,  15, false),
  ('2GQ0ZR5M2KXV7LBT12', 'ahora_12', 'Ahora 12',             12, 20, false),
  ('xpdhremog7',         '3',        '3 Cuotas (descuento)', 3,  -5, true);

create table sandbox.checkout (
  id            text primary key,
  -- as it was asked for
  request       jsonb not null,
  reference     text not null,
  total         numeric(19,4) not null check (total > 0),
  currency      text not null,
  test          boolean not null,
  two_step      boolean not null,
  webhook       text,
  webhooks_type text not null check (webhooks_type in ('all', 'intermediateAndFinal', 'final', 'none')),
  return_url    text,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  -- it cannot be paid any more: its time has passed, the buyer let it expire, or the merchant deleted it
  ended_at      timestamptz
);
create index checkout_of_reference on sandbox.checkout (reference);
create index checkout_running on sandbox.checkout (expires_at) where ended_at is null;

create table sandbox.operation (
  id          text primary key,
  checkout_id text not null references sandbox.checkout,
  type        text not null check (type in ('card', 'cash')),
  status      text not null references sandbox.status,
  total       numeric(19,4) not null check (total > 0),
  refunded    numeric(19,4) not null default 0,
  source      jsonb not null,
  becomes     text references sandbox.status,
  becomes_at  timestamptz,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index operation_of_checkout on sandbox.operation (checkout_id);
create index operation_becoming on sandbox.operation (becomes_at) where becomes_at is not null;

-- Messages to merchants, sent until one is answered with 2xx.
create table sandbox.webhook (
  id              bigint generated always as identity primary key,
  checkout_id     text not null references sandbox.checkout,
  body            jsonb not null,
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_status     int,
  created_at      timestamptz not null default now(),
  delivered_at    timestamptz
);
create index webhook_open on sandbox.webhook (next_attempt_at, id) where delivered_at is null;

-- An id such as the platform's: opaque, to be percent-encoded, never to be split or case-folded.
create function sandbox.new_id(length int, alphabet text) returns text volatile language sql as $$
  select string_agg(substr(alphabet, 1 + floor(random() * length(alphabet))::int, 1), '')
  from generate_series(1, new_id.length)
$$;

-- The check digit of card numbers (ISO/IEC 7812-1).
create function sandbox.passes_luhn(number text) returns boolean immutable language sql as $$
  select coalesce(sum(case when weighted > 9 then weighted - 9 else weighted end) % 10 = 0, false)
  from (
    select digit::int * (1 + (place - 1) % 2) as weighted
    from unnest(string_to_array(reverse(number), null)) with ordinality as digits (digit, place)) as places
$$;

-- The plans that are offered for a total, by the platform's filter grammar: "-x" hides, "+uid:x" adds a special one, any other entry
-- means: only those listed.
create function sandbox.offered_plans(of_total numeric, filter jsonb)
returns table (uid text, reference text, name text, count int, percentage numeric, total numeric, amount numeric)
stable language sql as $$
  select p.uid, p.reference, p.name, p.count, p.percentage, charged.total, round(charged.total / p.count, 2)
  from sandbox.plan p
  cross join lateral (select round(of_total * (100 + p.percentage) / 100, 2) as total) as charged
  cross join (select coalesce(array_agg(entry), '{}') as entries from jsonb_array_elements_text(coalesce(filter, '[]')) as entry) as f
  where case
    when p.special then '+uid:' || p.uid = any (entries)
    else not (entries && array ['-' || p.reference, '-' || p.uid])
      and (not exists (select 1 from unnest(entries) as e where e !~ '^[-+]') or entries && array [p.reference, p.uid])
    end
  order by p.special, p.count
$$;

-- All that the simulator tells of an operation, for mappings. Of a partial reversal, "told" is the part that went back.
create view sandbox.operation_report as
select o.id, c.id as checkout_id, c.reference, o.status, o.type, o.created_at, o.updated_at,
  jsonb_build_object(
    'id', o.id, 'status', o.status, 'text', s.text, 'message', s.message, 'notice', s.notice, 'type', o.type, 'total', o.total,
    'told', case o.status when '605' then o.refunded else o.total end, 'source', o.source, 'created', utc(o.created_at), 'updated', utc(o.updated_at),
    'reference', c.reference, 'checkout_id', c.id, 'checkout_total', c.total, 'checkout_currency', c.currency,
    'currency', case when c.test then 'TEST' else c.currency end, 'two_step', c.two_step,
    'description', c.request->>'description', 'customer', c.request->'customer', 'return_url', c.return_url) as report
from sandbox.operation o
join sandbox.checkout c on c.id = o.checkout_id
join sandbox.status s on s.code = o.status;
