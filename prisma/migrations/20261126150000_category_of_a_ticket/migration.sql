-- What a ticket is about, for the card and for reports.
--
-- Locking: adding a column without a default rewrites nothing; it takes an exclusive lock on "ticket" for a moment. The
-- save function fills it by its name when a ticket is opened, and never changes it.
ALTER TABLE "ticket" ADD COLUMN "category_path" TEXT;
