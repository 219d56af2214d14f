-- Locking: SHARE on place while the index is built, so that nobody writes it; it has a row for each group of a team, which
-- only publishing writes. The desk can stay up.

-- CreateIndex
CREATE INDEX "place_ticket_id_idx" ON "place"("ticket_id") WHERE (ticket_id IS NOT NULL);
