-- The trace that an order, a message and an effect belong to (W3C Trace Context): what is done about them later, perhaps by another
-- replica, is part of the same one. Null while tracing is off.
alter table checkout add column traceparent text;
alter table webhook_inbox add column traceparent text;
alter table effect add column traceparent text;
