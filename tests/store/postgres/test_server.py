"""Servers that are not there, that hang, and programs that are none; every wait is bounded."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.errors import BaigongError
from baigong.store.postgres import journal as journal_module
from baigong.store.postgres import server as server_module
from baigong.store.postgres.store import open_store
from tests.support.builders import plan, section, task
from tests.support.postgres import OWNER, PASSWORD, PLAN, Cluster, Database


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://{role}@{folder}/{base}", "口令"),
        ("postgresql://nobody-here@{folder}/{base}", "口令"),
        ("postgresql://owner@{folder}/no-such-base", "没有这个库"),
        ("postgresql://owner@127.0.0.1:1/x", "没有服务器"),
        ("postgresql://owner@no-such-host.invalid/x", "找不到这台服务器"),
        ("postgresql:///?service=no-such-service", "没有这个服务名"),
        ("postgresql://owner@{folder}/{base}?sslmode=require", "SSL"),
    ],
)
def test_why_a_server_is_out_of_reach_is_said_without_the_password(
    database: Database, monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    monkeypatch.setenv("PGPASSWORD", f"wrong-{PASSWORD}")
    role = "unit_wrong"
    database.sql(
        f"DO $$ BEGIN CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'; EXCEPTION WHEN duplicate_object THEN END $$"
    )
    at = f"127.0.0.1:{database.cluster.port}"
    with pytest.raises(BaigongError) as raised:
        open_store(address.format(folder=at, base=database.name, role=role), Path.cwd()).plan()
    assert raised.value.exit_code == 3
    told = raised.value.message + raised.value.hint
    assert PASSWORD not in told
    assert words in told or words == "SSL", told


def test_another_program_that_listens_is_told_from_a_server() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def answer() -> None:
            connection, _ = listener.accept()
            connection.recv(100)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(BaigongError) as raised:
            open_store(f"postgresql://x@127.0.0.1:{port}/x?sslmode=disable", Path.cwd()).plan()
        thread.join()
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(
    ("wait", "milliseconds"), [("0", 1), ("0.3", 300), ("很久", 30_000), ("nan", 30_000), ("inf", 2**31 - 1)]
)
def test_the_wait_for_a_lock_is_one_that_the_server_can_be_told(
    monkeypatch: pytest.MonkeyPatch, wait: str, milliseconds: int
) -> None:
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", wait)
    assert server_module.lock_timeout() == milliseconds


@pytest.mark.slow
def test_a_server_that_hangs_is_waited_for_within_bounds(
    cluster: Cluster, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "_GRACE", 0.3)
    monkeypatch.setattr(journal_module, "_PAUSES", ())
    store = database.publish(PLAN)
    store.server.answering = 0.5
    fresh = open_store(database.url(connect_timeout="2"), Path.cwd())
    cluster.freeze()
    try:
        for attempt, most in ((store.journal.read, 3.0), (fresh.plan, 6.0)):
            begun = time.monotonic()
            with pytest.raises(BaigongError) as raised:
                attempt()
            assert raised.value.exit_code == 3
            assert time.monotonic() - begun < most
    finally:
        cluster.thaw()
    assert store.journal.read().events == ()


class Authority:
    """A maker of certificates of one's own, in a folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.certificate = folder / f"{name}.crt"
        self._openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.crt",
        )  # fmt: skip

    def sign(self, host: str) -> tuple[Path, Path]:
        """Give the certificate of a host and its key."""
        (self.folder / "san").write_text(f"subjectAltName=DNS:{host}")
        self._openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={host}",
            "-keyout", "host.key", "-out", "host.csr",
        )  # fmt: skip
        self._openssl(
            "x509", "-req", "-in", "host.csr", "-CA", f"{self.name}.crt", "-CAkey", f"{self.name}.key",
            "-CAcreateserial", "-days", "2", "-extfile", "san", "-out", "host.crt",
        )  # fmt: skip
        return self.folder / "host.crt", self.folder / "host.key"

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed (apt-get install openssl)")
def test_a_server_is_taken_for_what_its_certificate_says(
    cluster: Cluster, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database.publish(plan(section(task("1.1"))))
    ours, others = Authority(tmp_path, "ours"), Authority(tmp_path, "others")
    for path in ours.sign("db.example"):
        shutil.copy(path, cluster.data / path.name)
        (cluster.data / path.name).chmod(0o600)
        shutil.chown(cluster.data / path.name, cluster.data.owner(), cluster.data.group())

    def listing(host: str, **more: str) -> tuple[int, str, str]:
        settings = {"hostaddr": "127.0.0.1", "port": str(cluster.port), **more}
        query = "&".join(f"{key}={value}" for key, value in settings.items())
        code = run(["list", "-f", f"postgresql://{OWNER}@{host}/{database.name}?{query}"])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    verified = {"sslmode": "verify-full", "sslrootcert": str(ours.certificate)}
    code, _, told = listing("db.example", **verified)
    assert (code, told.count("\n")) == (3, 1) and "加密连接不成" in told, "a server without TLS"
    for setting in ("ssl = on", "ssl_cert_file = 'host.crt'", "ssl_key_file = 'host.key'"):
        database.sql(f"ALTER SYSTEM SET {setting}")
    database.sql("SELECT pg_reload_conf()")
    try:
        deadline = time.monotonic() + 5
        while database.sql("SHOW ssl") != [("on",)] and time.monotonic() < deadline:
            time.sleep(0.05)
        code, out, told = listing("db.example", **verified)
        assert (code, told) == (0, "") and "1.1" in out
        for host, more in (
            ("db.example", verified | {"sslrootcert": str(others.certificate)}),
            ("elsewhere.example", verified),
            ("db.example", verified | {"sslrootcert": str(tmp_path / "none.crt")}),
        ):
            code, out, told = listing(host, **more)
            assert (code, out, told.count("\n")) == (3, "", 1), told
            assert "证书不对" in told and "sslrootcert" in told
        assert listing("db.example", sslmode="require")[0] == 0
    finally:
        database.sql("ALTER SYSTEM RESET ALL")
        database.sql("SELECT pg_reload_conf()")
