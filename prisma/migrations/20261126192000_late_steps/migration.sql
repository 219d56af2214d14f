-- Steps by the moment they ran late, for the weekly review: a week's are read without looking at the others.
--
-- Locking: building the index holds back writes to "timer" (saves of tickets) for as long as the table is read, a few
-- seconds for some millions of rows; reads go on.
CREATE INDEX timer_late ON timer (settled_at) WHERE status = 'fired' AND rule = 'limit';
