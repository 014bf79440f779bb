-- Who may sign in, and what for. Accounts are never deleted: what they did names them.
create table account (
  account_id integer not null primary key,
  name text not null unique,
  shown text not null,
  officer_id integer references officer,
  password text,
  totp bytea,
  totp_new bytea,
  totp_step bigint not null,
  created_at text not null,
  disabled_at text
);

-- A role over a subtree (no unit: the whole installation), from a day to a day. Taking it back ends it at once and leaves the row.
create table role_grant (
  grant_id integer not null primary key,
  account_id integer not null references account,
  role text not null,
  unit_id integer references unit,
  from_day integer not null,
  to_day integer not null,
  given_at text not null,
  given_by text not null,
  taken_at text,
  taken_by text
);
create index role_grant_by_account on role_grant (account_id);

-- Sessions live here and not in the cookie, so that one stroke ends them. The key itself is only in the browser: here is its hash.
-- A key of a program is a session without a browser: it ends on its day.
create table session (
  key_sha256 text not null primary key,
  account_id integer not null references account,
  kind text not null check (kind in ('browser', 'key')),
  way text not null,
  created_at text not null,
  until text not null,
  seen_at text not null,
  confirmed_at text,
  address text not null,
  agent text not null,
  ended_at text
);
create index session_by_account on session (account_id);

-- A link that signs in once: the first administrator, the demo, a new account.
create table sign_in_link (
  key_sha256 text not null primary key,
  account_id integer not null references account,
  expires_at text not null,
  used_at text
);

create table passkey (
  credential_id bytea not null primary key,
  account_id integer not null references account,
  content text not null,
  created_at text not null
);
create index passkey_by_account on passkey (account_id);

-- What a passkey has to sign, between the question and the answer: asked once, answered once, on any node.
create table passkey_question (
  key_sha256 text not null primary key,
  state text not null,
  expires_at text not null
);

create table recovery_code (
  account_id integer not null references account,
  code_sha256 text not null,
  used_at text,
  primary key (account_id, code_sha256)
);

-- The same person at a sign-in provider (OpenID Connect).
create table external_login (
  issuer text not null,
  subject text not null,
  account_id integer not null references account,
  primary key (issuer, subject)
);

-- Failed tries by account name and by address, so that neither can be tried without end. The name is only a hash: people type
-- passwords into the wrong field.
create table sign_in_failure (
  failure_id bigint not null primary key,
  at text not null,
  name_sha256 text not null,
  address text not null
);
create index sign_in_failure_by_name on sign_in_failure (name_sha256, at);
create index sign_in_failure_by_address on sign_in_failure (address, at);
