-- Requesters by their name, for whoever opens a ticket for one of them: exactly so called, or with names that begin so.
--
-- Locking: building the index holds back writes to "requester" (new people, their choices) for as long as its names are
-- read, a second for a few hundred thousand; reads go on.
CREATE INDEX requester_called ON requester (plain_name(name) text_pattern_ops);
