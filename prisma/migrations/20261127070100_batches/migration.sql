-- One text to many customers: what was written, whom it meant, and who was told.
--
-- Locking: a table of its own; nothing waits for it.
CREATE TABLE "batch" (
    "id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "meant" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "recalled_at" TIMESTAMPTZ(3),
    "recipients" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- The newest ones that were sent.
CREATE INDEX "batch_sent_at_idx" ON "batch"("sent_at");
