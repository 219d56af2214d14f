-- What is said in an event lies beside what the chain covers, so that it can be erased. Events written before keep
-- theirs in `data`: the chain covers it there.
-- Locks: adds a column without a default, which rewrites nothing; ticket_event is locked for an instant.
ALTER TABLE ticket_event ADD COLUMN said jsonb;
