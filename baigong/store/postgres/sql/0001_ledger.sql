-- One ledger for many offices: plans, their events, and who may do what.
--
-- Whoever connects is known by session_user, which SET ROLE does not change. Functions that look beyond what their
-- caller may see run as the owner and pin search_path. Events are inserted and never changed: nobody has another
-- privilege, and triggers refuse the owner too.

CREATE SCHEMA baigong;

-- The numbered files that were applied.
CREATE TABLE baigong.version (
    number integer PRIMARY KEY,
    applied timestamptz NOT NULL DEFAULT now()
);

-- Who may do what. `title` is what stands as the author of a record.
CREATE TABLE baigong.member (
    role name PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('coordinator', 'unit', 'reader')),
    unit text CHECK ((kind = 'unit') = (coalesce(unit, '') <> '')),
    title text NOT NULL CHECK (title <> '')
);

CREATE TABLE baigong.plan (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE CHECK (key <> ''),
    revision integer NOT NULL,
    document jsonb NOT NULL,
    units jsonb NOT NULL
);

-- Every version of a plan that was in force.
CREATE TABLE baigong.revision (
    plan integer NOT NULL REFERENCES baigong.plan,
    number integer NOT NULL,
    at timestamptz NOT NULL,
    author text NOT NULL,
    document jsonb NOT NULL,
    units jsonb NOT NULL,
    PRIMARY KEY (plan, number)
);

-- The ids of tasks and steps, each with the id of its task; `current` are those of the plan in force.
CREATE TABLE baigong.node (
    plan integer NOT NULL REFERENCES baigong.plan,
    id text NOT NULL,
    task text NOT NULL,
    current boolean NOT NULL,
    PRIMARY KEY (plan, id)
);

-- The roles that the plan's own clause gives, in its own words.
CREATE TABLE baigong.task (
    plan integer NOT NULL REFERENCES baigong.plan,
    id text NOT NULL,
    lead text[] NOT NULL,
    responsible text[] NOT NULL,
    support text[] NOT NULL,
    PRIMARY KEY (plan, id)
);

-- The units that a name stands for: a name may be an alias or a group.
CREATE TABLE baigong.name (
    plan integer NOT NULL REFERENCES baigong.plan,
    written text NOT NULL,
    unit text NOT NULL,
    PRIMARY KEY (plan, written, unit)
);

-- The units that take part in a task, or did once; `current` those that do now. Row-level security asks it.
CREATE TABLE baigong.part (
    plan integer NOT NULL REFERENCES baigong.plan,
    task text NOT NULL,
    unit text NOT NULL,
    current boolean NOT NULL,
    PRIMARY KEY (plan, task, unit)
);
CREATE INDEX part_of_unit ON baigong.part (unit, plan, task);

-- The moment of the last event of a plan, and the transaction that recorded it. Its row is the lock of the plan.
CREATE TABLE baigong.clock (
    plan integer PRIMARY KEY REFERENCES baigong.plan,
    last timestamptz NOT NULL DEFAULT '-infinity',
    xact xid8
);

-- `document` is the event as JSON, less what the server says itself: id, at, by. All other columns are worked out of it.
CREATE TABLE baigong.event (
    plan integer NOT NULL REFERENCES baigong.plan,
    -- Not empty, and no space around it, whatever the locale of the database takes for one.
    id text COLLATE "C" NOT NULL CHECK (
        length(id) BETWEEN 1 AND 200
        AND id !~ '^[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$'
    ),
    document jsonb NOT NULL,
    at timestamptz NOT NULL,
    author text NOT NULL,
    role name NOT NULL,
    kind text NOT NULL,
    day date NOT NULL,
    node text,
    task text NOT NULL,
    unit text NOT NULL,
    target text COLLATE "C",
    PRIMARY KEY (plan, id)
);
CREATE INDEX event_in_order ON baigong.event (plan, at);
CREATE INDEX event_of_task ON baigong.event (plan, task);
CREATE INDEX retraction ON baigong.event (plan, target) WHERE target IS NOT NULL;
CREATE INDEX assignment ON baigong.event (plan, kind) WHERE kind IN ('assign', 'relink');

-- Who is asking.

CREATE FUNCTION baigong.kind() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$ SELECT kind FROM baigong.member WHERE role = session_user $$;

CREATE FUNCTION baigong.unit() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$ SELECT unit FROM baigong.member WHERE role = session_user $$;

-- Whether an event, of its author's own role, may be taken back by who is asking.
CREATE FUNCTION baigong.own(in_plan integer, event_id text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
    SELECT EXISTS (
        SELECT FROM baigong.event e
        WHERE e.plan = in_plan AND e.id = event_id AND e.role = session_user AND e.kind IN ('progress', 'retract')
    )
$$;

-- What an event may say.

-- Whether a text is more than space: the spaces of Unicode, since \s depends on the locale of the database.
CREATE FUNCTION baigong.filled(words text) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS
$$ SELECT words ~ '[^\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]' $$;

CREATE FUNCTION baigong.all_of(items jsonb, type text) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS
$$
    SELECT jsonb_typeof(items) = 'array' AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(CASE jsonb_typeof(items) WHEN 'array' THEN items ELSE '[]' END) AS item
        WHERE jsonb_typeof(item) <> type OR (type = 'string' AND NOT baigong.filled(item #>> '{}'))
    )
$$;

-- Whether a program can read it as an event: the keys of its kind, each of its type.
CREATE FUNCTION baigong.sound(d jsonb) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    keys text[];
    item record;
BEGIN
    IF jsonb_typeof(d) <> 'object' OR octet_length(d::text) > 1000000 THEN
        RETURN false;
    END IF;
    keys := CASE d ->> 'kind'
        WHEN 'progress' THEN ARRAY['task', 'unit', 'status', 'percent', 'actual', 'problem', 'next', 'final', 'reopen']
        WHEN 'defer' THEN ARRAY['task', 'due', 'reason']
        WHEN 'assign' THEN ARRAY['task', 'lead', 'responsible', 'support', 'leader', 'reason']
        WHEN 'close' THEN ARRAY['task', 'verifier']
        WHEN 'reject' THEN ARRAY['task', 'reason']
        WHEN 'relink' THEN ARRAY['task', 'old', 'reason']
        WHEN 'retract' THEN ARRAY['event']
    END || ARRAY['kind', 'on', 'note', 'evidence'];
    IF keys IS NULL OR NOT d ?& ARRAY['kind', 'on'] OR d - keys <> '{}' THEN
        RETURN false;
    END IF;
    IF NOT d ?& (CASE d ->> 'kind'
        WHEN 'retract' THEN ARRAY['event']
        WHEN 'defer' THEN ARRAY['task', 'due', 'reason']
        WHEN 'reject' THEN ARRAY['task', 'reason']
        WHEN 'relink' THEN ARRAY['task', 'old']
        ELSE ARRAY['task'] END) THEN
        RETURN false;
    END IF;
    FOR item IN SELECT key, value, jsonb_typeof(value) AS type FROM jsonb_each(d) LOOP
        IF NOT coalesce(CASE
            WHEN item.key = 'percent' THEN item.type = 'number' AND (item.value #>> '{}')::numeric BETWEEN 0 AND 100
            WHEN item.key IN ('final', 'reopen') THEN item.type = 'boolean'
            WHEN item.key IN ('lead', 'responsible', 'support') THEN baigong.all_of(item.value, 'string')
            WHEN item.key = 'evidence' THEN item.type = 'array' AND NOT EXISTS (
                SELECT FROM jsonb_array_elements(CASE item.type WHEN 'array' THEN item.value ELSE '[]' END) AS proof
                WHERE jsonb_typeof(proof) <> 'string' AND NOT coalesce(
                    jsonb_typeof(proof) = 'object' AND proof - ARRAY['file', 'size', 'sha256'] = '{}'
                    AND jsonb_typeof(proof -> 'file') = 'string' AND baigong.filled(proof ->> 'file')
                    AND jsonb_typeof(proof -> 'size') = 'number' AND proof ->> 'size' ~ '^\d{1,15}$'
                    AND proof ->> 'sha256' ~ '^[0-9a-f]{64}$', false))
            WHEN item.key = 'actual' THEN item.type = 'object' AND NOT EXISTS (
                SELECT FROM jsonb_each(CASE item.type WHEN 'object' THEN item.value ELSE '{}' END) AS one
                WHERE jsonb_typeof(one.value) <> 'number' OR abs((one.value #>> '{}')::numeric) > 1e15)
            WHEN item.key IN ('on', 'due') THEN item.type = 'string' AND item.value #>> '{}' ~ '^\d{4}-\d\d-\d\d$'
                AND (item.value #>> '{}')::date BETWEEN '1900-01-01' AND '2199-12-31'
            WHEN item.key = 'status' THEN item.value #>> '{}' IN ('todo', 'doing', 'blocked', 'done', 'dropped')
            WHEN item.key IN ('task', 'old', 'event', 'kind') OR (item.key = 'reason' AND d ->> 'kind' IN ('defer', 'reject'))
                THEN item.type = 'string' AND baigong.filled(item.value #>> '{}')
            ELSE item.type = 'string'
        END, false) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
EXCEPTION WHEN data_exception THEN
    RETURN false;
END
$$;

-- An event on its way in: its author and moment are the server's, its columns follow from its document.
CREATE FUNCTION baigong.admit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    me baigong.member;
    subject baigong.event;
    time baigong.clock;
BEGIN
    SELECT * INTO me FROM baigong.member m WHERE m.role = session_user;
    IF me.role IS NULL OR me.kind = 'reader' THEN
        RAISE insufficient_privilege USING MESSAGE = 'this role records nothing', HINT = 'role';
    END IF;
    IF NOT baigong.sound(NEW.document) THEN
        RAISE check_violation USING MESSAGE = 'not an event of a ledger', HINT = 'document';
    END IF;
    NEW.role := session_user;
    NEW.author := me.title;
    NEW.kind := NEW.document ->> 'kind';
    NEW.day := (NEW.document ->> 'on')::date;
    NEW.node := NEW.document ->> 'task';
    NEW.unit := coalesce(NEW.document ->> 'unit', '');
    NEW.target := NEW.document ->> 'event';
    IF NEW.kind = 'retract' THEN
        SELECT * INTO subject FROM baigong.event e WHERE e.plan = NEW.plan AND e.id = NEW.target;
        IF subject.id IS NULL THEN
            RAISE foreign_key_violation USING MESSAGE = 'no such event to retract', HINT = 'target';
        END IF;
        NEW.task := subject.task;
    ELSE
        SELECT n.task INTO NEW.task FROM baigong.node n WHERE n.plan = NEW.plan AND n.id = NEW.node;
        NEW.task := coalesce(NEW.task, NEW.node);
    END IF;
    SELECT * INTO time FROM baigong.clock c WHERE c.plan = NEW.plan FOR UPDATE;
    IF time.xact IS NOT DISTINCT FROM pg_current_xact_id() THEN
        NEW.at := time.last;
    ELSE
        -- A clock that was set back must not put a new event before an old one.
        NEW.at := greatest(clock_timestamp(), time.last + interval '1 microsecond');
        UPDATE baigong.clock c SET last = NEW.at, xact = pg_current_xact_id() WHERE c.plan = NEW.plan;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION baigong.refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS
$$ BEGIN RAISE insufficient_privilege USING MESSAGE = 'what was recorded is never changed', HINT = 'history'; END $$;

-- Who takes part.

-- Whether an event is retracted. The retractions that hang on it are a tree; they are weighed from its leaves, level by
-- level, since a chain of them may be longer than the stack is deep.
CREATE FUNCTION baigong.undone(in_plan integer, event_id text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    level record;
    retracted text[] := '{}';
BEGIN
    FOR level IN
        WITH RECURSIVE retraction (id, target, depth) AS (
            SELECT e.id, e.target, 1 FROM baigong.event e WHERE e.plan = in_plan AND e.target = event_id
            UNION ALL
            SELECT e.id, e.target, r.depth + 1
            FROM retraction r JOIN baigong.event e ON e.plan = in_plan AND e.target = r.id
        )
        SELECT array_agg(r.id) AS ids, array_agg(r.target) AS targets FROM retraction r GROUP BY r.depth ORDER BY r.depth DESC
    LOOP
        retracted := ARRAY(
            SELECT one.target FROM unnest(level.ids, level.targets) AS one (id, target) WHERE one.id <> ALL (retracted)
        );
    END LOOP;
    RETURN event_id = ANY (retracted);
END
$$;

CREATE FUNCTION baigong.less(names text[], gone text[]) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(array_agg(one), '{}') FROM unnest(names) AS one WHERE one <> ALL (gone) $$;

CREATE FUNCTION baigong.texts(items jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS
$$
    SELECT CASE jsonb_typeof(items) WHEN 'array'
        THEN (SELECT coalesce(array_agg(item), '{}') FROM jsonb_array_elements_text(items) AS item) END
$$;

-- Works out who takes part in a task, from the plan's clause and the assignments in force: the rule of Roles.after.
CREATE FUNCTION baigong.assess(in_plan integer, of_task text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    clause baigong.task;
    document text[];
    former text[];
    units text[];
    event record;
    moved text[];
BEGIN
    SELECT * INTO clause FROM baigong.task t WHERE t.plan = in_plan AND t.id = of_task;
    former := ARRAY(
        SELECT e.document ->> 'old' FROM baigong.event e
        WHERE e.plan = in_plan AND e.kind = 'relink' AND e.task = of_task AND NOT baigong.undone(in_plan, e.id)
    );
    document := clause.lead || clause.responsible || clause.support;
    FOR event IN
        SELECT baigong.texts(e.document -> 'lead') AS lead, baigong.texts(e.document -> 'responsible') AS responsible,
            baigong.texts(e.document -> 'support') AS support
        FROM baigong.event e
        WHERE e.plan = in_plan AND e.kind = 'assign' AND (e.task = of_task OR e.task = ANY (former))
            AND NOT baigong.undone(in_plan, e.id)
        ORDER BY e.day, e.at, e.id
    LOOP
        moved := coalesce(event.lead, '{}') || coalesce(event.responsible, '{}') || coalesce(event.support, '{}');
        clause.responsible := coalesce(event.responsible, baigong.less(
            CASE WHEN event.lead IS NULL THEN '{}'::text[]
                ELSE ARRAY(SELECT one FROM unnest(clause.lead) AS one WHERE one = ANY (document)) END
            || clause.responsible, moved));
        clause.lead := coalesce(event.lead, baigong.less(clause.lead, moved));
        clause.support := coalesce(event.support, baigong.less(clause.support, moved));
    END LOOP;
    units := ARRAY(
        SELECT DISTINCT coalesce(n.unit, one)
        FROM unnest(clause.lead || clause.responsible || clause.support) AS one
        LEFT JOIN baigong.name n ON n.plan = in_plan AND n.written = one
    );
    UPDATE baigong.part p SET current = p.unit = ANY (units)
    WHERE p.plan = in_plan AND (p.task = of_task OR p.task = ANY (former)) AND p.current <> (p.unit = ANY (units));
    INSERT INTO baigong.part (plan, task, unit, current)
    SELECT in_plan, id, unit, true FROM unnest(of_task || former) AS id, unnest(units) AS unit
    ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION baigong.follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF NEW.kind IN ('assign', 'relink', 'retract') AND EXISTS (
        SELECT FROM baigong.task t WHERE t.plan = NEW.plan AND t.id = NEW.task
    ) THEN
        PERFORM baigong.assess(NEW.plan, NEW.task);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER admit BEFORE INSERT ON baigong.event FOR EACH ROW EXECUTE FUNCTION baigong.admit();
CREATE TRIGGER follow AFTER INSERT ON baigong.event FOR EACH ROW EXECUTE FUNCTION baigong.follow();
CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON baigong.event FOR EACH ROW EXECUTE FUNCTION baigong.refuse();
CREATE TRIGGER kept BEFORE TRUNCATE ON baigong.event FOR EACH STATEMENT EXECUTE FUNCTION baigong.refuse();
CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON baigong.revision FOR EACH ROW EXECUTE FUNCTION baigong.refuse();
CREATE TRIGGER kept BEFORE TRUNCATE ON baigong.revision FOR EACH STATEMENT EXECUTE FUNCTION baigong.refuse();
ALTER TABLE baigong.event ENABLE ALWAYS TRIGGER admit, ENABLE ALWAYS TRIGGER follow,
    ENABLE ALWAYS TRIGGER unchanged, ENABLE ALWAYS TRIGGER kept;
ALTER TABLE baigong.revision ENABLE ALWAYS TRIGGER unchanged, ENABLE ALWAYS TRIGGER kept;

-- What a program calls.

-- Holds the lock of a plan until the transaction ends; whoever records nothing in it cannot, lest they keep others from
-- recording.
CREATE FUNCTION baigong.hold(in_plan integer, waiting boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF coalesce(baigong.kind(), 'reader') = 'reader' THEN
        RAISE insufficient_privilege USING MESSAGE = 'this role records nothing', HINT = 'role';
    END IF;
    IF baigong.kind() = 'unit' AND NOT EXISTS (
        SELECT FROM baigong.part p WHERE p.plan = in_plan AND p.unit = baigong.unit() AND p.current
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'this unit has no part in the plan', HINT = 'part';
    END IF;
    IF waiting THEN
        PERFORM FROM baigong.clock c WHERE c.plan = in_plan FOR UPDATE;
    ELSE
        PERFORM FROM baigong.clock c WHERE c.plan = in_plan FOR UPDATE NOWAIT;
    END IF;
END
$$;

-- Lets the next event of this transaction have a moment of its own.
CREATE FUNCTION baigong.tick(in_plan integer) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$ UPDATE baigong.clock c SET xact = NULL WHERE c.plan = in_plan AND c.xact = pg_current_xact_id() $$;

-- Which of these ids are taken, seen or unseen.
CREATE FUNCTION baigong.known(in_plan integer, ids text[]) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
    SELECT e.id FROM baigong.event e
    WHERE e.plan = in_plan AND e.id = ANY (ids) AND EXISTS (SELECT FROM baigong.member m WHERE m.role = session_user)
$$;

CREATE FUNCTION baigong.require_coordinator() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    me baigong.member;
BEGIN
    SELECT * INTO me FROM baigong.member m WHERE m.role = session_user AND m.kind = 'coordinator';
    IF me.role IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'only a coordinator does this', HINT = 'coordinator';
    END IF;
    RETURN me.title;
END
$$;

-- Puts a plan in, or the next revision of it. `based_on` is the revision that the caller has looked at, 0 for none.
-- `tasks` are [{id, nodes, lead, responsible, support}], `names` {written: [unit, …]}, null where they stay as they are.
CREATE FUNCTION baigong.publish(
    plan_key text, based_on integer, new_document jsonb, new_units jsonb, tasks jsonb, names jsonb
) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    title text := baigong.require_coordinator();
    place baigong.plan;
    lost text;
BEGIN
    SELECT * INTO place FROM baigong.plan p WHERE p.key = plan_key;
    IF coalesce(place.revision, 0) <> based_on THEN
        RAISE serialization_failure USING MESSAGE = 'published meanwhile', HINT = 'revision';
    END IF;
    IF place.number IS NULL THEN
        INSERT INTO baigong.plan (key, revision, document, units) VALUES (plan_key, 1, new_document, new_units)
        RETURNING * INTO place;
        INSERT INTO baigong.clock (plan) VALUES (place.number);
    ELSE
        PERFORM FROM baigong.clock c WHERE c.plan = place.number FOR UPDATE;
        UPDATE baigong.plan p SET revision = p.revision + 1, document = new_document, units = new_units
        WHERE p.number = place.number AND p.revision = based_on RETURNING * INTO place;
        IF place.number IS NULL THEN
            RAISE serialization_failure USING MESSAGE = 'published meanwhile', HINT = 'revision';
        END IF;
    END IF;
    INSERT INTO baigong.revision VALUES (place.number, place.revision, clock_timestamp(), title, new_document, new_units);
    UPDATE baigong.node n SET current = false WHERE n.plan = place.number;
    INSERT INTO baigong.node (plan, id, task, current)
    SELECT place.number, node, task ->> 'id', true
    FROM jsonb_array_elements(tasks) AS task, jsonb_array_elements_text(task -> 'nodes') AS node
    ON CONFLICT (plan, id) DO UPDATE SET task = excluded.task, current = true;
    SELECT e.id INTO lost FROM baigong.event e
    WHERE e.plan = place.number AND e.node IS NOT NULL AND NOT baigong.undone(place.number, e.id)
        AND NOT EXISTS (SELECT FROM baigong.node n WHERE n.plan = place.number AND n.id = e.node AND n.current)
        AND EXISTS (SELECT FROM baigong.node n WHERE n.plan = place.number AND n.id = e.node)
        AND NOT EXISTS (
            SELECT FROM baigong.event r WHERE r.plan = place.number AND r.kind = 'relink'
                AND (r.document ->> 'old' = e.node OR starts_with(e.node, (r.document ->> 'old') || '.'))
        )
    LIMIT 1;
    IF lost IS NOT NULL THEN
        RAISE foreign_key_violation USING MESSAGE = 'events would lose their task', HINT = 'orphans';
    END IF;
    DELETE FROM baigong.task t WHERE t.plan = place.number;
    INSERT INTO baigong.task (plan, id, lead, responsible, support)
    SELECT place.number, task ->> 'id', baigong.texts(task -> 'lead'), baigong.texts(task -> 'responsible'),
        baigong.texts(task -> 'support')
    FROM jsonb_array_elements(tasks) AS task;
    IF names IS NOT NULL THEN
        DELETE FROM baigong.name n WHERE n.plan = place.number;
        INSERT INTO baigong.name (plan, written, unit)
        SELECT DISTINCT place.number, one.key, unit FROM jsonb_each(names) AS one, jsonb_array_elements_text(one.value) AS unit;
    END IF;
    UPDATE baigong.part p SET current = false WHERE p.plan = place.number;
    PERFORM baigong.assess(place.number, t.id) FROM baigong.task t WHERE t.plan = place.number;
    RETURN place.revision;
END
$$;

-- Gives a role of the server a part in the ledger. Only the owner makes coordinators.
CREATE FUNCTION baigong.enrol(new_role name, new_kind text, new_unit text, new_title text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    owner boolean := pg_has_role(session_user, current_user, 'MEMBER');
BEGIN
    -- These functions run by the owner's own rights.
    IF new_role = current_user AND new_kind <> 'coordinator' THEN
        RAISE insufficient_privilege USING MESSAGE = 'the owner stays a coordinator', HINT = 'self';
    END IF;
    IF NOT owner THEN
        PERFORM baigong.require_coordinator();
        IF new_kind = 'coordinator' OR EXISTS (
            SELECT FROM baigong.member m WHERE m.role = new_role AND m.kind = 'coordinator'
        ) THEN
            RAISE insufficient_privilege USING MESSAGE = 'only the owner makes coordinators', HINT = 'owner';
        END IF;
    END IF;
    -- The name public would mean everybody.
    IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = new_role) THEN
        RAISE undefined_object USING MESSAGE = 'no such role', HINT = 'role';
    END IF;
    INSERT INTO baigong.member VALUES (new_role, new_kind, new_unit, new_title)
    ON CONFLICT (role) DO UPDATE SET kind = excluded.kind, unit = excluded.unit, title = excluded.title;
    EXECUTE format('GRANT USAGE ON SCHEMA baigong TO %I', new_role);
    EXECUTE format(
        'GRANT SELECT ON baigong.version, baigong.member, baigong.plan, baigong.revision, baigong.node, baigong.part,'
        ' baigong.event TO %I', new_role);
    EXECUTE format('REVOKE INSERT ON baigong.event FROM %I', new_role);
    EXECUTE format('REVOKE INSERT (plan, id, document) ON baigong.event FROM %I', new_role);
    IF new_kind <> 'reader' THEN
        EXECUTE format('GRANT INSERT (plan, id, document) ON baigong.event TO %I', new_role);
    END IF;
    EXECUTE format(
        'GRANT EXECUTE ON FUNCTION baigong.kind(), baigong.unit(), baigong.own(integer, text),'
        ' baigong.hold(integer, boolean), baigong.tick(integer), baigong.known(integer, text[]),'
        ' baigong.publish(text, integer, jsonb, jsonb, jsonb, jsonb), baigong.enrol(name, text, text, text),'
        ' baigong.dismiss(name) TO %I', new_role);
END
$$;

CREATE FUNCTION baigong.dismiss(old_role name) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    owner boolean := pg_has_role(session_user, current_user, 'MEMBER');
    gone text;
BEGIN
    IF old_role = current_user THEN
        RAISE insufficient_privilege USING MESSAGE = 'the owner stays a coordinator', HINT = 'self';
    END IF;
    IF NOT owner THEN
        PERFORM baigong.require_coordinator();
        IF EXISTS (SELECT FROM baigong.member m WHERE m.role = old_role AND m.kind = 'coordinator') THEN
            RAISE insufficient_privilege USING MESSAGE = 'only the owner dismisses coordinators', HINT = 'owner';
        END IF;
    END IF;
    DELETE FROM baigong.member m WHERE m.role = old_role RETURNING m.kind INTO gone;
    IF gone IS NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA baigong FROM %I', old_role);
    EXECUTE format('REVOKE INSERT (plan, id, document) ON baigong.event FROM %I', old_role);
    EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA baigong FROM %I', old_role);
    EXECUTE format('REVOKE ALL ON SCHEMA baigong FROM %I', old_role);
    RETURN true;
END
$$;

-- Row-level security: what each may see, and what a unit may insert. Who is asking is looked up once a statement.

ALTER TABLE baigong.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE baigong.plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE baigong.revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE baigong.node ENABLE ROW LEVEL SECURITY;
ALTER TABLE baigong.task ENABLE ROW LEVEL SECURITY;
ALTER TABLE baigong.name ENABLE ROW LEVEL SECURITY;
ALTER TABLE baigong.part ENABLE ROW LEVEL SECURITY;
ALTER TABLE baigong.clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE baigong.event ENABLE ROW LEVEL SECURITY;

CREATE POLICY who ON baigong.member FOR SELECT
    USING (role = session_user OR (SELECT baigong.kind()) = 'coordinator');
-- A unit sees a plan that it takes part in, or did once. A scalar subquery is one look into an index of `part` a row; an IN or
-- EXISTS could be hashed, over the unit's parts in all plans.
CREATE POLICY read ON baigong.plan FOR SELECT
    USING (
        (SELECT baigong.kind()) IN ('coordinator', 'reader')
        OR (SELECT true FROM baigong.part p WHERE p.plan = number AND p.unit = (SELECT baigong.unit()) LIMIT 1)
    );
CREATE POLICY read ON baigong.node FOR SELECT
    USING (
        (SELECT baigong.kind()) IN ('coordinator', 'reader')
        OR (SELECT true FROM baigong.part p WHERE p.plan = node.plan AND p.unit = (SELECT baigong.unit()) LIMIT 1)
    );
CREATE POLICY read ON baigong.revision FOR SELECT USING ((SELECT baigong.kind()) IN ('coordinator', 'reader'));
CREATE POLICY read ON baigong.part FOR SELECT
    USING ((SELECT baigong.kind()) IN ('coordinator', 'reader') OR unit = (SELECT baigong.unit()));
CREATE POLICY read ON baigong.event FOR SELECT
    USING (
        (SELECT baigong.kind()) IN ('coordinator', 'reader')
        OR (
            SELECT p.current FROM baigong.part p
            WHERE p.plan = event.plan AND p.task = event.task AND p.unit = (SELECT baigong.unit())
        )
    );
CREATE POLICY record ON baigong.event FOR INSERT
    WITH CHECK (
        (SELECT baigong.kind()) = 'coordinator'
        OR (
            (SELECT baigong.kind()) = 'unit'
            AND (
                SELECT p.current FROM baigong.part p
                WHERE p.plan = event.plan AND p.task = event.task AND p.unit = (SELECT baigong.unit())
            )
            AND CASE kind
                WHEN 'progress' THEN unit = (SELECT baigong.unit())
                WHEN 'retract' THEN baigong.own(plan, target)
                ELSE false
            END
        )
    );

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA baigong FROM PUBLIC;

-- Who makes the ledger supervises it, until others are enrolled.
INSERT INTO baigong.member VALUES (session_user, 'coordinator', NULL, session_user);
