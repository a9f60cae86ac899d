-- Messages of one gateway and reference are a lane, and are read in their order. Repeats are counted as they come, not written down.
alter table webhook_inbox drop column repeats;
create index webhook_inbox_lanes on webhook_inbox ((gateway || ' ' || coalesce(reference, '')), id) where processed_at is null;
drop index webhook_inbox_open_by_reference;
drop index webhook_inbox_open;
