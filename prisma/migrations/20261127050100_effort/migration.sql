-- Time that was logged, for its report: since some day, and by ticket to see whether it was mended since.
--
-- Locking: building the indexes holds back writes to "ticket_event" (saves of tickets) for as long as the table is read
-- twice, a few seconds for some millions of rows; reads go on. Nothing is in them yet.
CREATE INDEX ticket_event_effort ON ticket_event (happened_on) WHERE type = 'effortLogged';
CREATE INDEX ticket_event_effort_mended ON ticket_event (ticket_id, seq) WHERE type = 'effortLogged' OR type = 'effortWithdrawn';
