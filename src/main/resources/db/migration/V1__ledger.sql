-- The ledger: orders, checkouts, what platforms told us, what follows from it.
-- Money is numeric(19,4); time is timestamptz, and the database's clock decides.

create table customer (
  merchant        text not null default 'default',
  customer_id     text not null,
  name            text not null,
  email           text not null,
  document_type   text,
  identification  text not null,
  phone           text,
  updated_at      timestamptz not null default now(),
  primary key (merchant, customer_id)
);

-- One row for each content that an order has had: an old checkout may still be paid, so old lines stay.
create table customer_order (
  id              bigint generated always as identity primary key,
  merchant        text not null default 'default',
  erp_order_id    text not null,
  version         int not null,
  content_hash    text not null,
  source          text not null check (source in ('http', 'file')),
  document        jsonb not null,
  warnings        jsonb not null default '[]',
  -- true once the ERP was told "not yet" (202, or a file): the verdict then goes to erp.orders.url
  verdict_due     boolean not null default false,
  received_at     timestamptz not null default now(),
  unique (merchant, erp_order_id, version)
);

create table checkout (
  id                   bigint generated always as identity primary key,
  merchant             text not null default 'default',
  gateway              text not null,
  reference            text not null,
  erp_order_id         text not null,
  order_id             bigint not null references customer_order,
  state                text not null check (state in (
                         'CREATING', 'CREATE_UNKNOWN', 'OPEN', 'WAITING', 'IN_REVIEW', 'AUTHORIZED', 'PAID', 'EXPIRED', 'VOIDED',
                         'PARTIALLY_REFUNDED', 'REFUNDED', 'REJECTED', 'SUPERSEDED', 'CANCELLED', 'REVIEW')),
  state_since          timestamptz not null default now(),
  total                numeric(19,4) not null check (total > 0),
  currency             text not null,
  test                 boolean not null default false,
  timeout_minutes      int not null,
  webhooks_type        text not null,
  platform_checkout_id text,
  checkout_url         text,
  refusal_code         text,
  refusal_message      text,
  superseded           boolean not null default false,
  -- what the ERP's stock was last told about this reference
  stock                text not null default 'none' check (stock in ('none', 'reserved', 'committed', 'released')),
  hold_until           timestamptz,
  created_at           timestamptz not null default now(),
  opened_at            timestamptz,
  expires_at           timestamptz,
  served_at            timestamptz,
  asked_at             timestamptz,
  -- when the platform is to be asked next, why, and how often that was tried in vain
  next_check_at        timestamptz,
  check_reason         text check (check_reason in ('creation', 'confirmation', 'settlement')),
  checks               int not null default 0,
  unique (merchant, gateway, reference),
  unique (merchant, reference)
);
create unique index checkout_one_live_per_order on checkout (merchant, erp_order_id)
  where state in ('CREATING', 'CREATE_UNKNOWN', 'OPEN', 'WAITING', 'IN_REVIEW', 'AUTHORIZED', 'REVIEW');
create index checkout_live_state on checkout (state)
  where state in ('CREATING', 'CREATE_UNKNOWN', 'OPEN', 'WAITING', 'IN_REVIEW', 'AUTHORIZED', 'REVIEW');
create index checkout_of_order on checkout (merchant, erp_order_id, id);
create index checkout_due on checkout (next_check_at) where next_check_at is not null;

-- One row for each payment operation that a platform spoke of. "standing" is what was accepted as true;
-- "claim_*" is what an unsigned message says and the platform has not confirmed yet.
create table operation (
  id              bigint generated always as identity primary key,
  merchant        text not null default 'default',
  gateway         text not null,
  operation_id    text not null,
  checkout_id     bigint not null references checkout,
  parent_id       text,
  kind            text not null default 'payment' check (kind in ('payment', 'child')),
  standing        text not null,
  status_code     text,
  type            text,
  total           numeric(19,4),
  currency        text,
  refunded        numeric(19,4) not null default 0,
  two_step        boolean not null default false,
  dispute         text,
  evidence        text not null check (evidence in ('signed', 'queried', 'operator', 'unsigned')),
  approval_number text,
  method          jsonb,
  payment_url     text,
  claim_standing  text,
  claim_code      text,
  claim_total     numeric(19,4),
  claim_reason    text,
  -- which bookings were made for it: receivable, authorization, receipt, void
  booked          jsonb not null default '[]',
  booked_refund   numeric(19,4) not null default 0,
  updated         timestamptz,
  seen_at         timestamptz not null default now(),
  unique (merchant, gateway, operation_id)
);
create index operation_of_checkout on operation (checkout_id);

create table webhook_inbox (
  id              bigint generated always as identity primary key,
  merchant        text not null default 'default',
  gateway         text not null,
  -- null while only the body knows it (an address that the platform keeps per account)
  reference       text,
  content_type    text not null,
  body            bytea not null,
  dedup_key       text not null,
  received_at     timestamptz not null default now(),
  repeats         int not null default 0,
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  processed_at    timestamptz,
  verdict         text,
  detail          text,
  unique (merchant, dedup_key)
);
create index webhook_inbox_open on webhook_inbox (next_attempt_at, id) where processed_at is null;
create index webhook_inbox_open_by_reference on webhook_inbox (gateway, reference, id) where processed_at is null;
create index webhook_inbox_by_reference on webhook_inbox (reference);
create index webhook_inbox_processed on webhook_inbox (processed_at) where processed_at is not null;

-- Append-only, nothing personal. Each row carries the hash of the one before it of the same reference.
create table payment_event (
  id              bigint generated always as identity primary key,
  merchant        text not null default 'default',
  gateway         text not null,
  reference       text not null,
  at              timestamptz not null default now(),
  event           text not null,
  status_code     text,
  type            text,
  from_state      text not null,
  to_state        text not null,
  source          text not null,
  evidence        text not null,
  operation_id    text,
  amount          numeric(19,4),
  currency        text,
  verdict         text not null,
  evidence_digest text,
  previous_hash   text,
  hash            text not null
);
create index payment_event_of_reference on payment_event (merchant, reference, id);

-- The outbox: effects that are to happen once, delivered at least once, each under one constant key.
create table effect (
  id              bigint generated always as identity primary key,
  merchant        text not null default 'default',
  effect_id       uuid not null,
  destination     text not null,
  action          text not null,
  gateway         text not null,
  reference       text not null,
  erp_order_id    text not null,
  body            jsonb not null,
  state           text not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'DEAD')),
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_status     int,
  last_error      text,
  created_at      timestamptz not null default now(),
  delivered_at    timestamptz,
  unique (merchant, effect_id)
);
create index effect_open on effect (destination, next_attempt_at, id) where state = 'PENDING';
create index effect_open_by_reference on effect (destination, reference, id) where state = 'PENDING';
create index effect_dead on effect (destination) where state = 'DEAD';
create index effect_of_reference on effect (merchant, reference, id);

-- A destination that refuses us (401, 403, 404) waits as a whole.
create table destination_pause (
  destination     text primary key,
  paused_until    timestamptz not null,
  reason          text not null,
  attempts        int not null default 1
);

-- What a person must look at. Closed when evidence or a person settles it.
create table payment_exception (
  id              bigint generated always as identity primary key,
  merchant        text not null default 'default',
  gateway         text not null,
  reference       text not null,
  erp_order_id    text,
  reason          text not null,
  operation_id    text not null default '',
  amount          numeric(19,4),
  currency        text,
  detail          text,
  opened_at       timestamptz not null default now(),
  closed_at       timestamptz,
  unique (merchant, gateway, reference, reason, operation_id)
);
create index payment_exception_open on payment_exception (opened_at) where closed_at is null;

-- Which endpoints, under which credentials, have proven that they list operations (their empty list then means something).
create table absence_proof (
  gateway         text not null,
  endpoint_digest text not null,
  learned_at      timestamptz not null default now(),
  primary key (gateway, endpoint_digest)
);

-- How far the sweep by update time has come.
create table sweep_mark (
  gateway         text primary key,
  swept_until     timestamptz not null
);

-- An order's state is that of its newest checkout, but a paid or refunded one of any version wins.
create function order_state(of_merchant text, of_order text) returns text stable language sql as $$
  select state from checkout where merchant = of_merchant and erp_order_id = of_order
  order by (state in ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')) desc, id desc limit 1
$$;

-- Instants as the contract writes them.
create function utc(at timestamptz) returns text immutable language sql as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
