-- What operators find orders by, and what is known of what they did.

-- A buyer's e-mail and document as keyed hashes (console.search-key): whoever has only the table cannot tell whose they are.
create table buyer_key (
  merchant        text not null default 'default',
  key             text not null,
  order_id        bigint not null references customer_order,
  primary key (merchant, key, order_id)
);

-- How far the orders that were there before a key was set have got theirs.
create table buyer_key_mark (
  key_id          text primary key,
  done_id         bigint not null,
  last_id         bigint not null
);

-- An operator's act: who did it, what it was about, and why. All three are hashed with the line; lines without them hash as before.
alter table payment_event
  add actor text, add about text, add reason text,
  add check ((actor is null) = (about is null) and (actor is null) = (reason is null));

-- Who sees to a matter, and who said that it is settled.
alter table payment_exception add taken_by text, add taken_at timestamptz, add closed_by text;

-- Each question to a platform, and what it answered: codes and amounts, nothing personal.
create table platform_query (
  id              bigint generated always as identity primary key,
  merchant        text not null default 'default',
  gateway         text not null,
  reference       text not null,
  at              timestamptz not null default now(),
  asked           boolean not null,
  proven          boolean not null,
  operations      jsonb not null
);
create index platform_query_of_reference on platform_query (merchant, reference, id);
create index platform_query_at on platform_query using brin (at);

-- What a person may know of an order. The one over states also counts them.
create index checkout_of_platform on checkout (platform_checkout_id) where platform_checkout_id is not null;
create index checkout_found on checkout (state, created_at, id);
drop index checkout_live_state;
create index operation_of_platform on operation (operation_id);
create index operation_approved on operation (approval_number) where approval_number is not null;

-- The messages of a reference. Those that are not read yet stand in their lane.
create index webhook_inbox_read on webhook_inbox (reference, id) where processed_at is not null;
