-- The simulated Pago Seguro's books. The platform's documents end with the form that a browser posts; what comes back is what its
-- relatives do, in three profiles (dossier, section 2.5): R, a signature that covers the state; L, one that does not; B, nothing at all.

-- Its clock can be moved on, so that what takes a day there can be watched here.
create table sandbox.pagoseguro_clock (
  single     boolean primary key default true check (single),
  ahead      interval not null default interval '0'
);
insert into sandbox.pagoseguro_clock default values;

create function sandbox.pagoseguro_now() returns timestamptz stable language sql as $$
  select now() + ahead from sandbox.pagoseguro_clock
$$;

-- Merchants, and how the platform behaves towards each.
create table sandbox.pagoseguro_account (
  account         text primary key check (account ~ '^[0-9]{1,12}$'),
  -- several, comma separated: the first signs, all verify
  api_key         text not null,
  merchant        text not null,
  tax_number      text not null,
  active          boolean not null default true,
  -- for forms that name none
  return_url      text,
  return_profile  text not null default 'R' check (return_profile in ('R', 'L', 'B')),
  -- null: as the profile has it
  return_mode     text check (return_mode in ('form-post', 'query-get', 'bare-get')),
  confirm_profile text not null default 'R' check (confirm_profile in ('R', 'L', 'off')),
  -- the form has no field for it
  confirm_url     text,
  confirm_timing  text not null default 'before-return'
    check (confirm_timing in ('before-return', 'after-return', 'delayed', 'never', 'pending-then-final')),
  confirm_fault   text not null default 'none' check (confirm_fault in ('none', 'duplicate', 'concurrent', 'reordered', 'wrong-signature',
    'wrong-amount', 'unknown-reference', 'truncated', 'latin-1')),
  notify_pending  boolean not null default false,
  charset         text not null default 'UTF8' check (charset in ('UTF8', 'LATIN1')),
  -- a reference that was tried once is never taken again
  strict          boolean not null default false,
  -- the hash may also be that of the amount without the zeros at its end
  lenient_amount  boolean not null default false,
  nit             boolean not null default false,
  -- who is written to of each state. The real platform writes to both, and nothing in the form can stop it; here the shop's own mails
  -- are what one wants to look at
  mails           text not null default 'none' check (mails in ('both', 'buyer', 'none', 'late')),
  email           text not null
);

-- What a state is called in each profile. Of the legacy codes only 22 and 17 are known; any other means "in process".
--   final  the merchant is told of it, whatever the account says of pending ones
--   holds  the reference cannot be paid once more
create table sandbox.pagoseguro_state (
  state       text primary key,
  text        text not null,
  word        text not null,
  legacy_code text not null,
  final       boolean not null,
  holds       boolean not null
);
insert into sandbox.pagoseguro_state (state, text, word, legacy_code, final, holds) values
  ('approved',  'Aprobada',   'success', '22', true,  true),
  ('declined',  'Rechazada',  'failure', '17', true,  false),
  ('cancelled', 'Cancelada',  'failure', '17', true,  false),
  ('expired',   'Vencida',    'expired', '17', true,  false),
  ('error',     'Error',      'error',   '99', true,  false),
  ('pending',   'En proceso', 'pending', '10', false, true);

create table sandbox.pagoseguro_bank (
  name        text primary key,
  place       int not null unique
);
insert into sandbox.pagoseguro_bank (name, place) values ('Banco de Prueba', 1), ('Banco Pendiente', 2), ('Banco Rechazo', 3);

-- What comes of a payment. The first that fits, by place; before them all, one that was assigned to the reference.
create table sandbox.pagoseguro_scenario (
  name          text primary key,
  place         int not null unique,
  -- what it is recognised by: the name of the cardholder, the bank, the end of the amount; null: any payment
  recognised_by text check (recognised_by in ('cardholder', 'bank', 'amount')),
  trigger       text,
  state         text not null references sandbox.pagoseguro_state,
  error         text not null default '',
  reason        text not null default '',
  -- what the state becomes by itself, and after how long
  becomes       text references sandbox.pagoseguro_state,
  becomes_after interval,
  payments      int not null default 1
);
insert into sandbox.pagoseguro_scenario (name, place, recognised_by, trigger, state, error, reason, becomes, becomes_after, payments) values
  ('approved',               1,  'cardholder', 'APROBADO',        'approved', '',     '',                             null,       null,                  1),
  ('declined',               2,  'cardholder', 'RECHAZADO',       'declined', 'E002', 'Rechazada por la entidad',     null,       null,                  1),
  ('pending',                3,  'cardholder', 'PENDIENTE',       'pending',  '',     'En verificación',              null,       null,                  1),
  ('expired',                4,  'cardholder', 'VENCIDO',         'expired',  'E003', 'Transacción vencida',          null,       null,                  1),
  ('error',                  5,  'cardholder', 'ERROR',           'error',    'E099', 'Error técnico',                null,       null,                  1),
  ('bank-pending',           6,  'bank',       'Banco Pendiente', 'pending',  '',     'A la espera del banco',        'approved', interval '20 minutes', 1),
  ('bank-declined',          7,  'bank',       'Banco Rechazo',   'declined', 'E002', 'Rechazada por el banco',       null,       null,                  1),
  ('no-funds',               8,  'amount',     '01',              'declined', 'E001', 'Fondos insuficientes',         null,       null,                  1),
  ('pending-then-declined',  9,  'amount',     '02',              'pending',  '',     'En verificación',              'declined', interval '20 minutes', 1),
  ('timeout-then-approved',  10, 'amount',     '03',              'pending',  'E098', 'Sin respuesta de la entidad',  'approved', interval '10 minutes', 1),
  ('approved-twice',         11, 'amount',     '04',              'approved', '',     '',                             null,       null,                  2),
  ('otherwise',              12, null,         null,              'approved', '',     '',                             null,       null,                  1);

create table sandbox.pagoseguro_assignment (
  reference   text primary key,
  scenario    text not null references sandbox.pagoseguro_scenario
);

-- A form that was accepted, with its fields as they came.
create table sandbox.pagoseguro_checkout (
  id          text primary key,
  account     text not null references sandbox.pagoseguro_account,
  reference   text not null,
  amount      text not null,
  return_url  text not null,
  fields      jsonb not null,
  created_at  timestamptz not null default now()
);
create index pagoseguro_checkout_of_reference on sandbox.pagoseguro_checkout (account, reference);

-- A form that was not, without what people wrote in it.
create table sandbox.pagoseguro_refusal (
  id          bigint generated always as identity primary key,
  code        text not null,
  account     text,
  reference   text,
  at          timestamptz not null default now()
);

-- The gateway's own ids have eight digits.
create table sandbox.pagoseguro_transaction (
  id              bigint generated always as identity (start with 40512233) primary key,
  checkout_id     text not null references sandbox.pagoseguro_checkout,
  mode            text not null,
  -- brand and last four digits, or bank and CUS
  means           jsonb not null,
  state           text not null references sandbox.pagoseguro_state,
  approval_number text,
  error           text not null default '',
  reason          text not null default '',
  becomes         text references sandbox.pagoseguro_state,
  becomes_at      timestamptz,
  -- the buyer was sent back with a state of it
  returned_at     timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now()
);
create index pagoseguro_transaction_of_checkout on sandbox.pagoseguro_transaction (checkout_id);
create index pagoseguro_transaction_becoming on sandbox.pagoseguro_transaction (becomes_at) where becomes_at is not null;

-- What merchants were sent: returns, which a browser carries, and confirmations, with what was answered to each attempt.
create table sandbox.pagoseguro_delivery (
  id              bigint generated always as identity primary key,
  transaction_id  bigint not null references sandbox.pagoseguro_transaction,
  kind            text not null check (kind in ('return', 'confirmation')),
  profile         text not null,
  state           text not null references sandbox.pagoseguro_state,
  fault           text not null default 'none',
  method          text not null,
  url             text not null,
  body            text not null,
  attempts        int not null default 0,
  -- by the platform's clock; null before the first attempt: waits for the buyer's return; null after it: given up, or delivered
  next_attempt_at timestamptz,
  answers         jsonb not null default '[]',
  delivered_at    timestamptz,
  created_at      timestamptz not null default now()
);
create index pagoseguro_delivery_due on sandbox.pagoseguro_delivery (next_attempt_at) where next_attempt_at is not null;
create unique index pagoseguro_return_once on sandbox.pagoseguro_delivery (transaction_id, state, profile) where kind = 'return';

-- What buyer and merchant are written, of a state as it was then.
create table sandbox.pagoseguro_mail (
  id              bigint generated always as identity primary key,
  transaction_id  bigint not null references sandbox.pagoseguro_transaction,
  letter          jsonb not null,
  attempts        int not null default 0,
  -- by the platform's clock; null: sent, or given up
  next_attempt_at timestamptz
);
create index pagoseguro_mail_due on sandbox.pagoseguro_mail (next_attempt_at) where next_attempt_at is not null;

-- ---- forms, in one of two charsets

create function sandbox.bytes_of(text text, charset text) returns bytea immutable language sql as $$
  select convert_to(case charset when 'LATIN1' then regexp_replace(bytes_of.text, '[^\u0001-\u00FF]', '?', 'g') else bytes_of.text end, charset)
$$;

-- Percent-encoding of forms (URL standard).
create function sandbox.form_encoded(text text, charset text) returns text immutable language sql as $$
  select coalesce(string_agg(case
    when byte = 32 then '+'
    when chr(byte) ~ '[A-Za-z0-9*._-]' and byte < 128 then chr(byte)
    else '%' || upper(lpad(to_hex(byte), 2, '0')) end, '' order by place), '')
  from (
    select place, get_byte(bytes, place) as byte
    from sandbox.bytes_of(form_encoded.text, charset) as bytes, generate_series(0, length(bytes) - 1) as place) as each
$$;

create function sandbox.form_decoded(encoded text, charset text) returns text immutable language sql as $$
  select convert_from(decode(coalesce(string_agg(
    coalesce(part[1], encode(convert_to(replace(part[2], '+', ' '), 'UTF8'), 'hex')), '' order by place), ''), 'hex'), charset)
  from regexp_matches(encoded, '%([0-9A-Fa-f]{2})|([^%]+|%)', 'g') with ordinality as parts (part, place)
$$;

-- The fields of a form in their order: [{name, value}]. Null when it is none, or not of the charset.
create function sandbox.form_fields(form bytea, charset text) returns jsonb immutable strict language plpgsql as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'name', sandbox.form_decoded(split_part(pair, '=', 1), charset),
      'value', sandbox.form_decoded(case when pair ~ '=' then substr(pair, strpos(pair, '=') + 1) else '' end, charset)) order by place), '[]')
    from unnest(string_to_array(convert_from(form, 'LATIN1'), '&')) with ordinality as pairs (pair, place)
    where pair <> '');
exception when character_not_in_repertoire or untranslatable_character then
  return null;
end $$;

-- ---- the two recipes

-- Of the form, and of the legacy confirmation, which covers no state.
create function sandbox.pagoseguro_request_hash(fields jsonb, api_key text, charset text) returns text immutable language sql as $$
  select encode(sha512(sandbox.bytes_of(concat_ws('|', fields->>'key', fields->>'txnid', fields->>'amount', fields->>'productinfo',
    fields->>'firstname', fields->>'email', fields->>'udf1') || '||||||||||' || api_key, charset)), 'hex')
$$;

-- Of the likeliest message, with the state in it.
create function sandbox.pagoseguro_reverse_hash(word text, fields jsonb, api_key text, charset text) returns text immutable language sql as $$
  select encode(sha512(sandbox.bytes_of(api_key || '|' || word || '||||||||||' || concat_ws('|', fields->>'udf1', fields->>'email',
    fields->>'firstname', fields->>'productinfo', fields->>'amount', fields->>'txnid', fields->>'key'), charset)), 'hex')
$$;

-- All that is said of a transaction in a state, for mappings, with what a fault makes of it.
create function sandbox.pagoseguro_message(transaction_id bigint, told_state text, profile text, fault text) returns jsonb
stable language sql as $$
  select jsonb_build_object(
    'profile', pagoseguro_message.profile, 'fields', told.fields, 'gateway_id', t.id::text, 'mode', t.mode,
    'status', case pagoseguro_message.profile when 'L' then s.legacy_code else s.word end,
    'approval_number', case when s.state = 'approved' then t.approval_number end,
    'error', case when s.state in ('approved', 'pending') then '' else t.error end,
    'reason', case s.state when 'approved' then '' else t.reason end,
    'at', to_char(sandbox.pagoseguro_now() at time zone 'America/Bogota', 'YYYY-MM-DD HH24:MI:SS'),
    'signature', case
      when fault = 'wrong-signature' then repeat('0', 128)
      when pagoseguro_message.profile = 'L' then sandbox.pagoseguro_request_hash(told.fields, told.secret, told.charset)
      else sandbox.pagoseguro_reverse_hash(s.word, told.fields, told.secret, told.charset) end)
  from sandbox.pagoseguro_transaction t
  join sandbox.pagoseguro_checkout c on c.id = t.checkout_id
  join sandbox.pagoseguro_account a on a.account = c.account
  join sandbox.pagoseguro_state s on s.state = told_state
  cross join lateral (
    select split_part(a.api_key, ',', 1) as secret, case fault when 'latin-1' then 'LATIN1' else a.charset end as charset,
      c.fields || case fault
        when 'wrong-amount' then jsonb_build_object('amount', trim_scale(round(c.amount::numeric / 2, 2))::text)
        when 'unknown-reference' then jsonb_build_object('txnid', 'SIM-' || t.id)
        else '{}' end as fields) as told
  where t.id = pagoseguro_message.transaction_id
$$;
