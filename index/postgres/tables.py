"""The tables of a shared library, as the steps that bring a database to this version of them.

Everything lies in the schema `footnote`. Each row names its collection, so that every query can be
kept to one, and row-level security sees to it that it is.
"""

_TABLES = """
CREATE TABLE collections (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    identity text NOT NULL,
    epoch bigint NOT NULL DEFAULT 0,
    model integer,
    passages bigint NOT NULL DEFAULT 0,
    tokens bigint NOT NULL DEFAULT 0);
CREATE TABLE models (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL REFERENCES collections ON DELETE CASCADE,
    name text NOT NULL,
    dimension integer NOT NULL,
    UNIQUE (collection, name));
CREATE TABLE documents (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL REFERENCES collections ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    title text NOT NULL,
    authors text NOT NULL,
    year integer,
    pages integer NOT NULL,
    passages integer NOT NULL,
    refs integer NOT NULL,
    tokens bigint NOT NULL,
    warnings text NOT NULL,
    added text NOT NULL,
    body bytea NOT NULL,
    words bytea NOT NULL,
    UNIQUE (collection, id));
CREATE INDEX documents_by_sha256 ON documents (collection, sha256);
CREATE INDEX documents_by_source ON documents (collection, source);
CREATE TABLE originals (
    document bigint PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    collection integer NOT NULL,
    data bytea NOT NULL);
CREATE TABLE passages (
    row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    "start" integer NOT NULL,
    "end" integer NOT NULL,
    section text NOT NULL,
    page integer,
    context text NOT NULL,
    text text NOT NULL,
    form bytea NOT NULL,
    tokens integer NOT NULL);
CREATE INDEX passages_by_document ON passages (document);
CREATE INDEX passages_by_id ON passages (collection, id);
CREATE INDEX passages_by_form ON passages (collection, form);
CREATE TABLE vectors (
    model integer NOT NULL REFERENCES models ON DELETE CASCADE,
    passage bigint NOT NULL,
    collection integer NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind smallint NOT NULL,
    pooled halfvec NOT NULL,
    PRIMARY KEY (model, passage));
CREATE INDEX vectors_by_document ON vectors (document);
CREATE TABLE token_vectors (
    passage bigint PRIMARY KEY,
    model integer NOT NULL,
    collection integer NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    data bytea NOT NULL);
CREATE INDEX token_vectors_by_document ON token_vectors (document);
CREATE TABLE postings (
    collection integer NOT NULL,
    term text COLLATE "C" NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind smallint NOT NULL,
    passages integer NOT NULL,
    places bytea NOT NULL,
    PRIMARY KEY (collection, term, document, kind));
CREATE INDEX postings_by_document ON postings (document);
ALTER TABLE originals ALTER data SET STORAGE EXTERNAL;
ALTER TABLE token_vectors ALTER data SET STORAGE EXTERNAL;
"""

_CONVERSATIONS = """
CREATE TABLE conversations (
    id text COLLATE "C" PRIMARY KEY,
    collection integer NOT NULL REFERENCES collections ON DELETE CASCADE,
    owner text COLLATE "C" NOT NULL,
    name text NOT NULL,
    created double precision NOT NULL,
    changed double precision NOT NULL);
CREATE INDEX conversations_by_owner ON conversations (collection, owner, changed DESC);
CREATE TABLE exchanges (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL,
    conversation text COLLATE "C" NOT NULL REFERENCES conversations ON DELETE CASCADE,
    asked double precision NOT NULL,
    question text NOT NULL,
    answer text NOT NULL,
    shown text NOT NULL,
    rating text NOT NULL DEFAULT '',
    comment text NOT NULL DEFAULT '');
CREATE INDEX exchanges_by_conversation ON exchanges (conversation, id);
"""

_JOBS = """
CREATE SEQUENCE job_tokens;
CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection integer NOT NULL REFERENCES collections ON DELETE CASCADE,
    source text COLLATE "C" NOT NULL,
    name text NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    data bytea NOT NULL,
    state text NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'running', 'done', 'dead')),
    ready timestamptz NOT NULL DEFAULT now(),
    tries integer NOT NULL DEFAULT 0,
    token bigint NOT NULL DEFAULT 0,
    lease timestamptz,
    worker text NOT NULL DEFAULT '',
    problem text NOT NULL DEFAULT '',
    outcome text NOT NULL DEFAULT '',
    queued timestamptz NOT NULL DEFAULT now(),
    ended timestamptz);
ALTER TABLE jobs ALTER data SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX jobs_once ON jobs (collection, source, sha256)
    WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_open ON jobs (collection, id) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_of_source ON jobs (collection, source) WHERE state IN ('waiting', 'running');
"""

# Who is no owner of the tables sees and changes only what belongs to collections that are open to
# them: to their role, or to a role that they are in.
_MEMBERS = """
CREATE TABLE members (
    collection integer NOT NULL REFERENCES collections ON DELETE CASCADE,
    name text COLLATE "C" NOT NULL,
    may_write boolean NOT NULL,
    PRIMARY KEY (collection, name));
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON members FOR SELECT USING (EXISTS (SELECT FROM pg_roles r
    WHERE r.rolname = name AND pg_has_role(current_user, r.oid, 'USAGE')));
ALTER TABLE collections ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON collections FOR SELECT
    USING (number = ANY (ARRAY(SELECT collection FROM members)));
CREATE POLICY writers ON collections FOR UPDATE
    USING (number = ANY (ARRAY(SELECT collection FROM members WHERE may_write)));
DO $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['models', 'documents', 'originals', 'passages', 'vectors',
        'token_vectors', 'postings', 'jobs'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('CREATE POLICY readers ON %I FOR SELECT'
            ' USING (collection = ANY (ARRAY(SELECT collection FROM members)))', kept);
        EXECUTE format('CREATE POLICY writers ON %I USING'
            ' (collection = ANY (ARRAY(SELECT collection FROM members WHERE may_write)))', kept);
    END LOOP;
END $$;
ALTER TABLE conversations ADD role text COLLATE "C" NOT NULL DEFAULT current_user;
ALTER TABLE conversations ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON conversations USING (role = current_user
    AND collection = ANY (ARRAY(SELECT collection FROM members)));
ALTER TABLE exchanges ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON exchanges USING (collection = ANY (ARRAY(SELECT collection FROM members))
    AND EXISTS (SELECT FROM conversations c WHERE c.id = conversation));
"""

# What is largest and is found without HNSW lies in hash partitions by document: each is swept up,
# dumped and restored by itself. Vectors stay whole: one graph is searched faster than eight.
_PARTITIONS = """
DO $$
DECLARE
    kept text;
    keys text;
    part text;
    given record;
BEGIN
    FOR kept, keys IN VALUES ('originals', 'document'), ('token_vectors', 'passage, document'),
        ('postings', 'collection, term, document, kind') LOOP
        EXECUTE format('ALTER TABLE %I RENAME TO whole', kept);
        EXECUTE format('CREATE TABLE %I (LIKE whole INCLUDING STORAGE,'
            ' FOREIGN KEY (document) REFERENCES documents ON DELETE CASCADE)'
            ' PARTITION BY HASH (document)', kept);
        FOR number IN 0..7 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I'
                ' FOR VALUES WITH (MODULUS 8, REMAINDER %s)', kept || '_' || number, kept, number);
        END LOOP;
        FOR given IN SELECT grantee::regrole AS role, privilege_type AS what FROM
            aclexplode((SELECT relacl FROM pg_class WHERE oid = 'whole'::regclass))
            WHERE grantee <> 0 LOOP
            EXECUTE format('GRANT %s ON %I TO %s', given.what, kept, given.role);
        END LOOP;
        EXECUTE format('INSERT INTO %I SELECT * FROM whole', kept);
        DROP TABLE whole;
        EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (%s)', kept, keys);
        IF kept <> 'originals' THEN
            EXECUTE format('CREATE INDEX %I ON %I (document)', kept || '_by_document', kept);
        END IF;
        FOR part IN SELECT relname FROM pg_class WHERE relnamespace = 'footnote'::regnamespace
            AND (relname = kept OR relname ~ ('^' || kept || '_[0-7]$')) LOOP
            EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
            EXECUTE format('CREATE POLICY readers ON %I FOR SELECT'
                ' USING (collection = ANY (ARRAY(SELECT collection FROM members)))', part);
            EXECUTE format('CREATE POLICY writers ON %I USING (collection = ANY'
                ' (ARRAY(SELECT collection FROM members WHERE may_write)))', part);
        END LOOP;
    END LOOP;
END $$;
"""

_UNANSWERED = "ALTER TABLE conversations ADD unanswered text NOT NULL DEFAULT ''"

_COPIES = """
CREATE TABLE copies (
    collection integer NOT NULL,
    source text COLLATE "C" NOT NULL,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (collection, source));
CREATE INDEX copies_by_document ON copies (document);
ALTER TABLE copies ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON copies FOR SELECT
    USING (collection = ANY (ARRAY(SELECT collection FROM members)));
CREATE POLICY writers ON copies USING
    (collection = ANY (ARRAY(SELECT collection FROM members WHERE may_write)));
DO $$
DECLARE given record;
BEGIN
    FOR given IN SELECT grantee::regrole AS role, privilege_type AS what FROM
        aclexplode((SELECT relacl FROM pg_class WHERE oid = 'documents'::regclass))
        WHERE grantee <> 0 LOOP
        EXECUTE format('GRANT %s ON copies TO %s', given.what, given.role);
    END LOOP;
END $$;
"""

# A file that is queued looks for what was given up of it, however many others there are.
_GIVEN_UP = "CREATE INDEX jobs_given_up ON jobs (collection, source) WHERE state = 'dead'"

# Append only: step N brings a database from version N to version N + 1.
STEPS = (_TABLES, _CONVERSATIONS, _JOBS, _MEMBERS, _PARTITIONS, _UNANSWERED, _COPIES, _GIVEN_UP)
