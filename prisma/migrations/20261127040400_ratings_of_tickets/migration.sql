-- Locking: two indexes of the few tickets that were rated or asked; while they are built nothing can be written to
-- ticket, a moment for a million of them, since none is in it yet. The desk can stay up.

-- What was said of the work of a period, and who was asked in it whether they recommend us.
CREATE INDEX "ticket_rated" ON "ticket" (((beside->'rating'->>'at')::bigint)) WHERE beside ? 'rating';
CREATE INDEX "ticket_recommended" ON "ticket" (((beside->'recommendation'->>'askedAt')::bigint)) WHERE beside ? 'recommendation';
