-- What repeats are told by is a digest. In an index by digest each new message meets a page of its own, which must be read, and after each
-- checkpoint is written whole to the log: among four million, storing one took a third longer. By reference, messages of one checkout, and
-- of checkouts of one day, meet on the same pages. (The digest is made of the reference too: what is a repeat has not changed.)
create unique index webhook_inbox_once on webhook_inbox (merchant, coalesce(reference, ''), dedup_key);
alter table webhook_inbox drop constraint webhook_inbox_merchant_dedup_key_key;

-- Rows above 2 KB are compressed by default, and a platform's form is just above it: that took as much of the server's time as all else
-- about storing it. Rows of which two fit a page are kept as they are.
alter table webhook_inbox set (toast_tuple_target = 4080);
