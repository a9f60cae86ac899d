-- What the simulated ERP was told and what the mailbox got, so that one can look at it after a restart, too.

create table sandbox.erp_call (
  id         bigint generated always as identity primary key,
  path       text not null,
  headers    jsonb not null,
  body       jsonb not null,
  at         timestamptz not null default now()
);

create table sandbox.mail (
  id         bigint generated always as identity primary key,
  message    jsonb not null,
  at         timestamptz not null default now()
);
