CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.call_back (
    id integer NOT NULL,
    sender character varying(64) NOT NULL,
    channel character varying(16) NOT NULL,
    name character varying(100),
    phone character varying(20),
    best_time character varying(200),
    consented_at timestamp without time zone NOT NULL,
    requested_at timestamp without time zone,
    done_at timestamp without time zone
);
CREATE SEQUENCE public.call_back_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.call_back_id_seq OWNED BY public.call_back.id;
CREATE TABLE public.clinic (
    id integer NOT NULL,
    version_id integer NOT NULL,
    name character varying(200) NOT NULL,
    phone character varying(64) NOT NULL,
    hours character varying(200) NOT NULL,
    address character varying(200) NOT NULL,
    booking_link character varying(200) NOT NULL,
    time_zone character varying(64) NOT NULL,
    emergency_number character varying(16) NOT NULL,
    crisis_number character varying(16) NOT NULL
);
CREATE SEQUENCE public.clinic_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.clinic_id_seq OWNED BY public.clinic.id;
CREATE TABLE public.consent (
    id integer NOT NULL,
    sender character varying(64) NOT NULL,
    decided_at timestamp without time zone NOT NULL,
    decision character varying(8) NOT NULL,
    means character varying(32) NOT NULL,
    words character varying(320) NOT NULL,
    sent character varying(640),
    message_id character varying(64)
);
CREATE SEQUENCE public.consent_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.consent_id_seq OWNED BY public.consent.id;
CREATE TABLE public.continuation (
    sender character varying(64) NOT NULL,
    rest text NOT NULL,
    choices json NOT NULL,
    kept_until timestamp without time zone NOT NULL
);
CREATE TABLE public.conversation (
    sender character varying(255) NOT NULL,
    after integer NOT NULL,
    state json NOT NULL,
    last_at double precision NOT NULL
);
CREATE TABLE public.deletion (
    receipt character varying(16) NOT NULL,
    deleted_at timestamp without time zone NOT NULL,
    rule character varying(32) NOT NULL,
    what json NOT NULL
);
CREATE TABLE public.events (
    id integer NOT NULL,
    sender_id character varying(255) NOT NULL,
    type_name character varying(255) NOT NULL,
    "timestamp" double precision,
    intent_name character varying(255),
    action_name character varying(255),
    data text
);
CREATE SEQUENCE public.events_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;
CREATE TABLE public.fact (
    id integer NOT NULL,
    version_id integer NOT NULL,
    "position" integer NOT NULL,
    fact_id character varying(64) NOT NULL,
    stage character varying(16),
    section character varying(200) NOT NULL,
    says text NOT NULL,
    bound character varying(16),
    low integer,
    high integer,
    unit character varying(16)
);
CREATE SEQUENCE public.fact_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.fact_id_seq OWNED BY public.fact.id;
CREATE TABLE public.fact_term (
    id integer NOT NULL,
    fact_id integer NOT NULL,
    "position" integer NOT NULL,
    term_id character varying(64) NOT NULL
);
CREATE SEQUENCE public.fact_term_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.fact_term_id_seq OWNED BY public.fact_term.id;
CREATE TABLE public.feedback (
    fact_id character varying(64) NOT NULL,
    helpful integer NOT NULL,
    not_helpful integer NOT NULL
);
CREATE TABLE public.gap (
    id integer NOT NULL,
    topic character varying(64) NOT NULL,
    stage character varying(16),
    channel character varying(16) NOT NULL,
    asked_at timestamp without time zone NOT NULL,
    sender character varying(64),
    text character varying(300)
);
CREATE SEQUENCE public.gap_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.gap_id_seq OWNED BY public.gap.id;
CREATE TABLE public.guidance_version (
    id integer NOT NULL,
    content_hash character varying(64) NOT NULL,
    is_current boolean NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    treatment character varying(64) NOT NULL,
    document character varying(200) NOT NULL,
    reviewed_by character varying(200) NOT NULL,
    reviewed_on date NOT NULL,
    review_by date NOT NULL
);
CREATE SEQUENCE public.guidance_version_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.guidance_version_id_seq OWNED BY public.guidance_version.id;
CREATE TABLE public.outbox (
    id integer NOT NULL,
    key character varying(128) NOT NULL,
    destination character varying(32) NOT NULL,
    payload json,
    created_at timestamp without time zone NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp without time zone NOT NULL,
    delivered_at timestamp without time zone,
    last_error character varying(200)
);
CREATE SEQUENCE public.outbox_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;
CREATE TABLE public.receipt (
    channel character varying(16) NOT NULL,
    message_id character varying(64) NOT NULL,
    sender character varying(64) NOT NULL,
    received_at timestamp without time zone NOT NULL,
    leased_until timestamp without time zone NOT NULL,
    reply json
);
CREATE TABLE public.sent_text (
    message_id character varying(64) NOT NULL,
    sender character varying(64) NOT NULL,
    status character varying(16) NOT NULL,
    error character varying(16),
    reported_at timestamp without time zone NOT NULL
);
CREATE TABLE public.storage_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.synonym (
    id integer NOT NULL,
    term_id integer NOT NULL,
    "position" integer NOT NULL,
    words character varying(200) NOT NULL
);
CREATE SEQUENCE public.synonym_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.synonym_id_seq OWNED BY public.synonym.id;
CREATE TABLE public.term (
    id integer NOT NULL,
    version_id integer NOT NULL,
    "position" integer NOT NULL,
    term_id character varying(64) NOT NULL,
    category character varying(16) NOT NULL,
    name character varying(200) NOT NULL,
    broader character varying(64)
);
CREATE SEQUENCE public.term_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.term_id_seq OWNED BY public.term.id;
ALTER TABLE ONLY public.call_back ALTER COLUMN id SET DEFAULT nextval('public.call_back_id_seq'::regclass);
ALTER TABLE ONLY public.clinic ALTER COLUMN id SET DEFAULT nextval('public.clinic_id_seq'::regclass);
ALTER TABLE ONLY public.consent ALTER COLUMN id SET DEFAULT nextval('public.consent_id_seq'::regclass);
ALTER TABLE ONLY public.events ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);
ALTER TABLE ONLY public.fact ALTER COLUMN id SET DEFAULT nextval('public.fact_id_seq'::regclass);
ALTER TABLE ONLY public.fact_term ALTER COLUMN id SET DEFAULT nextval('public.fact_term_id_seq'::regclass);
ALTER TABLE ONLY public.gap ALTER COLUMN id SET DEFAULT nextval('public.gap_id_seq'::regclass);
ALTER TABLE ONLY public.guidance_version ALTER COLUMN id SET DEFAULT nextval('public.guidance_version_id_seq'::regclass);
ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);
ALTER TABLE ONLY public.synonym ALTER COLUMN id SET DEFAULT nextval('public.synonym_id_seq'::regclass);
ALTER TABLE ONLY public.term ALTER COLUMN id SET DEFAULT nextval('public.term_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.call_back VALUES (1, 'ann', 'web', 'Zoë', '+12025550123', 'noon', '2026-11-20 09:30:00', '2026-11-20 09:30:00', NULL);
INSERT INTO public.call_back VALUES (2, 'bob', 'sms', 'Bob', '+12025550124', '', '2026-11-20 09:30:00', '2026-11-20 09:30:00', '2026-11-20 09:30:00');
INSERT INTO public.clinic VALUES (1, 1, 'HerSpace MedSpa', '', '', '', '', '', '911', '988');
INSERT INTO public.consent VALUES (1, 'bob', '2026-11-20 09:30:00', 'opt_out', 'text', 'STOP', NULL, 'SM1');
INSERT INTO public.continuation VALUES ('bob', 'more', '["yes"]', '2026-11-20 09:30:00');
INSERT INTO public.conversation VALUES ('ann', 0, '[]', 1795167000);
INSERT INTO public.deletion VALUES ('0054AA45', '2026-11-20 09:30:00', 'on request', '{"conversations": 1}');
INSERT INTO public.events VALUES (1, 'ann', 'user', 1795167000, 'ask_makeup', NULL, '{"event": "user", "text": "it''s time for makeup?"}');
INSERT INTO public.fact VALUES (1, 1, 0, 'aftercare.makeup', 'after', 'Infections', 'no makeup at first', 'exactly', 48, 48, 'hours');
INSERT INTO public.fact VALUES (2, 1, 1, 'recovery.redness', 'after', 'Results', 'redness fades', 'exactly', 1, 3, 'days');
INSERT INTO public.fact_term VALUES (1, 1, 0, 'makeup');
INSERT INTO public.feedback VALUES ('aftercare.makeup', 3, 1);
INSERT INTO public.gap VALUES (1, 'ask_price', NULL, 'web', '2026-11-20 09:30:00', 'ann', 'how much');
INSERT INTO public.guidance_version VALUES (1, 'c488fc2b8f55af5b77e2870dca71fa3b90b925122b158b67ce54fcfe9957ffd0', true, '2026-11-30 21:27:33.094886+00', 'microneedling', 'Is Microneedling Permanent?', 'HerSpace MedSpa', '2020-01-05', '2020-07-05');
INSERT INTO public.outbox VALUES (1, 'call_back:1', 'clinic', '{"event": "call_back", "request": 1}', '2026-11-20 09:30:00', 0, '2026-11-20 09:30:00', NULL, NULL);
INSERT INTO public.receipt VALUES ('web', 'm1', 'ann', '2026-11-20 09:30:00', '2026-11-20 09:30:00', '{"messages": []}');
INSERT INTO public.sent_text VALUES ('SM2', 'bob', 'delivered', NULL, '2026-11-20 09:30:00');
INSERT INTO public.storage_version VALUES ('0005');
INSERT INTO public.synonym VALUES (1, 1, 0, 'foundation');
INSERT INTO public.synonym VALUES (2, 1, 1, 'Mascara');
INSERT INTO public.synonym VALUES (3, 2, 0, 'sunblock');
INSERT INTO public.term VALUES (1, 1, 0, 'makeup', 'products', 'Makeup', NULL);
INSERT INTO public.term VALUES (2, 1, 1, 'sunscreen', 'products', 'sunscreen', NULL);
SELECT pg_catalog.setval('public.call_back_id_seq', 3, true);
SELECT pg_catalog.setval('public.clinic_id_seq', 1, true);
SELECT pg_catalog.setval('public.consent_id_seq', 1, true);
SELECT pg_catalog.setval('public.events_id_seq', 1, true);
SELECT pg_catalog.setval('public.fact_id_seq', 2, true);
SELECT pg_catalog.setval('public.fact_term_id_seq', 1, true);
SELECT pg_catalog.setval('public.gap_id_seq', 1, true);
SELECT pg_catalog.setval('public.guidance_version_id_seq', 1, true);
SELECT pg_catalog.setval('public.outbox_id_seq', 1, true);
SELECT pg_catalog.setval('public.synonym_id_seq', 3, true);
SELECT pg_catalog.setval('public.term_id_seq', 2, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.call_back
    ADD CONSTRAINT call_back_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.clinic
    ADD CONSTRAINT clinic_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.clinic
    ADD CONSTRAINT clinic_version_id_key UNIQUE (version_id);
ALTER TABLE ONLY public.consent
    ADD CONSTRAINT consent_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.continuation
    ADD CONSTRAINT continuation_pkey PRIMARY KEY (sender);
ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_pkey PRIMARY KEY (sender);
ALTER TABLE ONLY public.deletion
    ADD CONSTRAINT deletion_pkey PRIMARY KEY (receipt);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fact_term
    ADD CONSTRAINT fact_term_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_version_id_fact_id_key UNIQUE (version_id, fact_id);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (fact_id);
ALTER TABLE ONLY public.gap
    ADD CONSTRAINT gap_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.guidance_version
    ADD CONSTRAINT guidance_version_content_hash_key UNIQUE (content_hash);
ALTER TABLE ONLY public.guidance_version
    ADD CONSTRAINT guidance_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_key_key UNIQUE (key);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (channel, message_id);
ALTER TABLE ONLY public.sent_text
    ADD CONSTRAINT sent_text_pkey PRIMARY KEY (message_id);
ALTER TABLE ONLY public.storage_version
    ADD CONSTRAINT storage_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.synonym
    ADD CONSTRAINT synonym_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.term
    ADD CONSTRAINT term_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.term
    ADD CONSTRAINT term_version_id_term_id_key UNIQUE (version_id, term_id);
CREATE INDEX ix_call_back_sender ON public.call_back USING btree (sender);
CREATE INDEX ix_consent_sender ON public.consent USING btree (sender);
CREATE INDEX ix_continuation_kept_until ON public.continuation USING btree (kept_until);
CREATE INDEX ix_conversation_last_at ON public.conversation USING btree (last_at);
CREATE INDEX ix_events_sender_id ON public.events USING btree (sender_id, id);
CREATE INDEX ix_events_timestamp ON public.events USING btree ("timestamp");
CREATE INDEX ix_fact_term_fact_id ON public.fact_term USING btree (fact_id);
CREATE INDEX ix_fact_version_id ON public.fact USING btree (version_id);
CREATE INDEX ix_gap_asked_at ON public.gap USING btree (asked_at);
CREATE INDEX ix_gap_sender ON public.gap USING btree (sender);
CREATE INDEX ix_outbox_waiting ON public.outbox USING btree (delivered_at, due_at);
CREATE INDEX ix_receipt_received_at ON public.receipt USING btree (received_at);
CREATE INDEX ix_receipt_sender ON public.receipt USING btree (sender);
CREATE INDEX ix_sent_text_reported_at ON public.sent_text USING btree (reported_at);
CREATE INDEX ix_sent_text_sender ON public.sent_text USING btree (sender);
CREATE INDEX ix_synonym_term_id ON public.synonym USING btree (term_id);
CREATE INDEX ix_term_version_id ON public.term USING btree (version_id);
ALTER TABLE ONLY public.clinic
    ADD CONSTRAINT clinic_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.guidance_version(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.fact_term
    ADD CONSTRAINT fact_term_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES public.fact(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.guidance_version(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.synonym
    ADD CONSTRAINT synonym_term_id_fkey FOREIGN KEY (term_id) REFERENCES public.term(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.term
    ADD CONSTRAINT term_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.guidance_version(id) ON DELETE CASCADE;
