-- Other programs that are told what happened. The secret is sealed with a key made from the key file: the store alone can sign nothing.
create table webhook (
  webhook_id integer not null primary key,
  address text not null,
  events text not null,
  days_before text not null,
  secret bytea not null,
  at text not null,
  ended_at text
);

-- What is to be told to whom, written in the transaction of its cause, so that neither is there without the other; of one cause
-- once. A worker takes a row up by writing itself into it (holder, held_until) and lets go with the outcome.
create table notice (
  notice_id bigint not null primary key,
  webhook_id integer not null references webhook,
  event text not null,
  subject text not null,
  message_id text not null,
  at text not null,
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'given-up')),
  since text not null,
  due text not null,
  failures integer not null,
  tried_at text,
  status integer,
  fault text,
  holder text,
  held_until text,
  unique (webhook_id, event, subject)
);
create index notice_by_state on notice (state, webhook_id, notice_id);
