-- The next number of an identifier, and the person of a number: in the store of a country ten million identifiers were read for each file that came in, and for each
-- question about one person. A store in a file holds an office, where that is not felt and the index would be.
/*postgres
create index identifier_by_number on identifier (identifier_id);
*/
