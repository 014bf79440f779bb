-- Where Quartz keeps the background work that several nodes share (decision 0039). It makes its tables itself. A schema of its own, since nothing of it is a
-- fact: it may be dropped while no node runs, and is not moved with an installation. SQLite has one node, which keeps its work in memory.
/*postgres
create schema work;
*/
