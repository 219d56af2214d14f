-- Routing: what members are good at, and whom a rule gave a ticket to last, for rules that give them in turn.
--
-- Locking: the column has a constant default and rewrites nothing; members are few. Building the index holds back the
-- writing of events for as long as they are read, some seconds for each ten million; reads go on.
ALTER TABLE member ADD COLUMN skills text[] NOT NULL DEFAULT '{}';

-- The content said nothing of skills so far: whoever followed it goes on doing so.
UPDATE member SET seeded = seeded || '{"skills": []}' WHERE seeded IS NOT NULL;

CREATE INDEX ticket_event_routed ON ticket_event ((data->'routed'->>'rule'), ticket_id DESC, seq DESC)
  WHERE data->'routed'->>'rule' IS NOT NULL AND type = 'ticketAssigned';
