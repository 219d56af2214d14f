-- What a digit answers where there are no buttons: the last menu that went out there.
--
-- Locking: a column without a default, nothing is rewritten. An instance of the version before knows nothing of it.
ALTER TABLE "lane" ADD COLUMN "menu" JSONB;
