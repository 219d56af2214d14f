-- Locking: a new table only, nothing that is in use is touched. The desk can stay up; an instance of the version before
-- does not know it.

CREATE TABLE "rating" (
    "answer" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "reasons" INTEGER[],
    "rated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rating_pkey" PRIMARY KEY ("answer","person")
);

CREATE INDEX "rating_rated_at_idx" ON "rating"("rated_at");
