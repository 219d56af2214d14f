-- Official holidays that were imported, a row a year.
--
-- Locking: a new table and two new rows; nothing that exists is locked. The desk can stay up.
CREATE TABLE "holiday_year" (
    "year" INTEGER NOT NULL,
    "holidays" TEXT[],
    "makeup" TEXT[],

    CONSTRAINT "holiday_year_pkey" PRIMARY KEY ("year")
);

INSERT INTO revision (name, version) VALUES ('holidays', 0), ('recounted', 0);
