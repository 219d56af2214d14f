-- Locking: new tables only, nothing that is in use is touched. The desk can stay up; an instance of the version before
-- does not know them.

CREATE TABLE "audit_root" (
    "n" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "heads" INTEGER NOT NULL,
    "previous" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_root_pkey" PRIMARY KEY ("n")
);

CREATE TABLE "audit_head" (
    "root" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "head" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("ticket_id","events")
);

CREATE INDEX "audit_head_root_ticket_id_idx" ON "audit_head"("root", "ticket_id");

CREATE TABLE "audit_entry" (
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "noted_on" DATE NOT NULL,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "times" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("by","noted_on","kind","act","subject","code","door")
);

CREATE INDEX "audit_entry_last_at_idx" ON "audit_entry"("last_at");
