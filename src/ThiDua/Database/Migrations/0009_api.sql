-- Answers to requests that named themselves (header Idempotency-Key): sent again within some days they get the same answer and are
-- not done twice. Key and request are kept as hashes only; rows past their days are deleted with the next one.
create table request_key (
  key_sha256 text not null primary key,
  request_sha256 text not null,
  at text not null,
  status integer not null,
  content_type text not null,
  answer text not null
);
