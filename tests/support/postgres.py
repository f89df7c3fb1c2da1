"""A real PostgreSQL server for tests, started from the binaries of this machine in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from baigong.changes.common import new_id
from baigong.ledger.directory import Directory
from baigong.model.events import Progress
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.store.postgres.address import read_address
from baigong.store.postgres.publication import enrol, publish_first
from baigong.store.postgres.schema import migrate
from baigong.store.postgres.server import Server
from baigong.store.postgres.store import DatabaseStore, open_store
from baigong.words import GrantKind
from tests.support.builders import UNITS, plan, said, section, task

_MEASURED = (
    "-c max_connections=60 -c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.track_planning=on"
    " -c log_line_prefix=%c:"
)
OWNER = "owner"
"""The role that makes the databases: a superuser of the test's own server."""
PASSWORD = "x-7Kq-secret"
"""The password of every other role."""
PLAN = plan(section(*(task(f"1.{at}") for at in range(1, 9))))
"""Eight tasks, for `noted` to report on."""
_numbers = count(1)
# The machine does not crash in tests, only the server: what it gave to the system is there when it starts again.
_SPEED = "-c fsync=off -c full_page_writes=off -c max_connections=60 -c autovacuum=off"


@cache
def binaries() -> Path | None:
    """Give the folder of the newest PostgreSQL of this machine, None where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if folders:
        return folders[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def noted(note: str = "", at: int = 1, **more: Any) -> Progress:
    """Make a report on task 1.`at`, with an id like those of commands."""
    event = said(f"1.{at}", percent=10, note=note, **({"id": new_id()} | more))
    assert isinstance(event, Progress)
    return event


def notes(database: Database) -> list[str]:
    """Give the note of every event of a database, the oldest first."""
    return [note for (note,) in database.sql("SELECT document ->> 'note' FROM baigong.event ORDER BY at, id")]


class Database:
    """One database of a server."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        """Name it."""
        self.cluster = cluster
        self.name = name
        self.password = PASSWORD

    def drop(self) -> None:
        """Remove it, cutting its connections."""
        with psycopg.connect(self.cluster.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {self.name} WITH (FORCE)".encode())

    def url(self, role: str = OWNER, **query: str) -> str:
        """Give its address for a role."""
        return self.cluster.url(self.name, role, **query)

    def sql(self, statement: str, role: str = OWNER) -> list[tuple[Any, ...]]:
        """Run SQL as a role, and give the rows."""
        with psycopg.connect(self.url(role), password=PASSWORD, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def publish(self, plan: Plan, units: UnitsFile = UNITS, key: str = "台账") -> DatabaseStore:
        """Publish a plan, and give its store as the owner sees it."""
        database = open_store(self.url(plan=key), Path.cwd())
        publish_first(database, key, plan, units, Directory(units, plan).meanings)
        return database

    def role(self, kind: GrantKind, unit: str = "") -> str:
        """Make a role of the server with a part in the ledger, and give its name."""
        name = f"{kind}{next(_numbers)}"
        self.sql(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'")
        enrol(open_store(self.url(), Path.cwd()), name, kind, unit, unit or name)
        return name

    def store(self, role: str = OWNER, **query: str) -> DatabaseStore:
        """Open the only plan, or the one of the query, as a role; its password is in the environment (PGPASSWORD)."""
        return open_store(self.url(role, **query), Path.cwd())


class Cluster:
    """One server; it listens on a socket in its folder and on a port of the local machine."""

    def __init__(self, durable: bool = False) -> None:
        """Make the files of a server, as a user without rights where this process is root's, and start it.

        Where it is not `durable`, a crash of the machine would lose what was committed; one of the server would not.
        """
        self._settings = _MEASURED if durable else _SPEED
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.port = _free_port()
        self._patterned = False
        self._as: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody", "nogroup")
            self._as = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        self._run("initdb", "-D", self.data, "-U", OWNER, "-E", "UTF8", "--no-locale", "--no-sync", "--auth=trust")
        # The owner is let in by name alone, everybody else by password: their refusals are tested.
        rules = f"local all {OWNER} trust\nhost all {OWNER} 127.0.0.1/32 trust\n"
        rules += "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (self.data / "pg_hba.conf").write_text(rules)
        self.start()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses=127.0.0.1 -p {self.port} {self._settings}"
        self._run("pg_ctl", "-D", self.data, "-o", options, "-w", "-l", self.log, "start")

    def new_database(self, name: str) -> Database:
        """Make a database with the tables of a ledger, copied from the first one that was made."""
        pattern = Database(self, "pattern")
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not self._patterned:
                connection.execute("CREATE DATABASE pattern TEMPLATE template0")
                server = Server(read_address(pattern.url()))
                migrate(server)
                server.close()
                self._patterned = True
            connection.execute(f"CREATE DATABASE {name} TEMPLATE pattern".encode())
        return Database(self, name)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server, cutting every connection."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def remove(self) -> None:
        """Stop the server and remove its files."""
        with_server = (self.data / "postmaster.pid").exists()
        if with_server:
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / "log"

    @property
    def postmaster(self) -> int:
        """The number of the server's first process."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def freeze(self) -> None:
        """Let the server hang: its processes are stopped, its sockets stay open."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        children = Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children").read_text().split()
        for process in (self.postmaster, *map(int, children)):
            os.kill(process, number)
        time.sleep(0.05)

    def url(self, base: str, role: str = OWNER, **query: str) -> str:
        """Give the address of a database, on the socket; a role's password is in the environment."""
        settings = {"host": str(self.folder), "port": str(self.port), **query}
        return f"postgresql://{role}@/{base}?" + "&".join(f"{key}={value}" for key, value in settings.items())

    def _run(self, program: str, *arguments: str | Path) -> None:
        folder = binaries()
        assert folder, "no PostgreSQL"
        command: Sequence[str] = [*self._as, str(folder / program), *map(str, arguments)]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=(self.folder / "errors").open("ab"), timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (program, (self.folder / "errors").read_text())


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
