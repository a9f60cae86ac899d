-- What a ledger of millions of rows needs, of which a few thousand are unfinished.

-- No statement reads it, and each message wrote to it three times.
drop index webhook_inbox_by_reference;

-- The same rule, in the order in which it is also read: what is known of a reference is found by it.
alter table payment_exception drop constraint payment_exception_merchant_gateway_reference_reason_operati_key;
alter table payment_exception add unique (merchant, reference, gateway, reason, operation_id);

-- Work is found at the front of partial indexes, where what is done leaves dead entries until it is vacuumed. A fifth of the table, the
-- server's own measure, is months of work: here it is some hours of it. Statistics likewise, or a backlog is planned for as if empty.
alter table webhook_inbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.01);
alter table effect set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01);
alter table checkout set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01);
alter table operation set (autovacuum_vacuum_scale_factor = 0.02);

-- Some of their changes touch no index (asked, served, stock; all of an operation's): with room on the page they write to none.
alter table checkout set (fillfactor = 85);
alter table operation set (fillfactor = 85);
