"""Files of a ledger made up or spoilt at random: never a traceback, never a hang, nothing written, nothing lost."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.cli.app import run
from baigong.model.base import LARGEST
from baigong.store.audit import audit
from baigong.store.journal import FileJournal
from baigong.store.shipped import shipped
from tests.support.ground import TODAY, make_ledger, noted

pytestmark = pytest.mark.slow

SECONDS = 30
"""For one command on a small ledger; a machine that has much else to do is given its time."""
MEMORY = 1024**3
"""How much more a command may take than this process has already, in bytes."""
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
READING = (["list"], ["check", "--audit"], ["report"], ["log"])
ALL_READING = (
    *READING,
    *(["show", "1.1"], ["units"], ["overdue"], ["remind"], ["overdue", "--within", "30"], ["report", "--month", "1"]),
    *(["list", "--format", "json"], ["log", "--format", "csv"], ["report", "--format", "md"]),
)
NOISE = (
    *(b"", b"'", b'"', b"[", b"{", b"]", b"}", b": ", b"\n", b"\t", b"- ", b"#", b"&a ", b"*a", b"!x ", b"\0", b"\\"),
    *(b"2019-02-30", b"9999999999", b"-1", b"null", b"~", b".nan", b"true", b"1e999", b"1:59", b"<<", b"3.10"),
)


@contextlib.contextmanager
def bounds(seconds: int = SECONDS) -> Iterator[None]:
    """Stop what takes too long or too much memory; the program would take that for its own error, and is seen to."""

    def stop(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, stop)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY, hard))
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGALRM, before)


def attempt(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """Run a command in this process: give its code, what it printed, and what it said was wrong; check its manners."""
    out, err = io.StringIO(), io.StringIO()
    reading = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8", errors="surrogateescape")
    with bounds(), mock.patch.multiple(sys, stdout=out, stderr=err, stdin=reading):
        code = run([*arguments, "--as-of", TODAY] if "--as-of" not in arguments else list(arguments))
    said = err.getvalue()
    assert code in (0, 1, 2, 3), (arguments, code, said)
    assert "程序出错" not in said and "Traceback" not in said and "it hangs" not in said, (arguments, said)
    assert all(line.startswith(("错误：", "注意：")) for line in said.splitlines()), (arguments, said)
    assert bool(code) == ("错误：" in said) or "--fail" in arguments, (arguments, code, said)
    return code, out.getvalue(), said


@pytest.fixture(scope="module")
def ledger() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = make_ledger(folder)
        FileJournal(journal).record(lambda read: [noted(str(at), f"1.{at}") for at in range(1, 6)])
        yield folder


@contextlib.contextmanager
def spoilt(folder: Path, name: str, content: bytes) -> Iterator[None]:
    """Put other content into a file, see that reading leaves every file as it is, and put the old back."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(content)
    # What stood last in the journal is forgotten: that it is gone is the subject of other tests.
    (folder / "progress.jsonl.lock").unlink(missing_ok=True)
    there = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".lock")}
    yield
    after = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".lock")}
    assert after == there
    path.write_bytes(before)


def mutations(content: bytes) -> st.SearchStrategy[bytes]:
    """A real file with some of its bytes, its lines or its words changed."""
    rows = content.split(b"\n")
    places = st.integers(0, len(content) - 1)
    lines = st.integers(0, len(rows) - 1)
    noise = st.one_of(
        st.binary(max_size=6),
        st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.sampled_from(NOISE),
    )

    def bytes_changed(at: int, gone: int, put: bytes) -> bytes:
        return content[:at] + put + content[at + gone :]

    def lines_moved(one: int, other: int) -> bytes:
        moved = rows[:one] + rows[one + 1 :]
        return b"\n".join([*moved[:other], rows[one], *moved[other:]])

    def line_repeated(one: int, other: int) -> bytes:
        return b"\n".join([*rows[:other], rows[one], *rows[other:]])

    def value_replaced(one: int, put: bytes) -> bytes:
        changed = re.sub(rb": .*", lambda _: b": " + put, rows[one])
        return b"\n".join([*rows[:one], changed, *rows[one + 1 :]])

    return st.one_of(
        st.builds(bytes_changed, places, st.integers(0, 40), noise),
        st.builds(lines_moved, lines, lines),
        st.builds(line_repeated, lines, lines),
        st.builds(value_replaced, lines, noise),
        places.map(lambda at: content[:at]),
    )


FUZZ = settings(
    max_examples=int(os.environ.get("BAIGONG_FUZZ", "20")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PLAN = b"\n".join(shipped("tasks.yaml").read_bytes().split(b"\n")[:60])
UNITS = b"\n".join(shipped("units.yaml").read_bytes().split(b"\n")[:40])

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
plain = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates().map(str))
KEYS = [
    *(
        "plan",
        "sections",
        "tasks",
        "steps",
        "units",
        "title",
        "text",
        "id",
        "start",
        "due",
        "lead",
        "support",
        "lights",
    ),
    *("red", "yellow", "soon", "every", "targets", "value", "documents", "ongoing", "open_ended", "basis", "name"),
    *("aliases", "members", "leader", "contact", "duties"),
]
nested = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner),
    max_leaves=12,
)


def refused_in_chinese(code: int, printed: str) -> None:
    if code:
        assert not ENGLISH.search(re.sub(r"“.*?”", "", printed)), printed


@FUZZ
@given(
    content=mutations(PLAN) | mutations(UNITS) | st.binary(max_size=60) | words.map(str.encode),
    arguments=st.sampled_from(READING),
)
@pytest.mark.parametrize("name", ["tasks.yaml", "units.yaml"])
def test_yaml_spoilt_at_random_is_read_or_refused_with_its_line(
    ledger: Path, name: str, content: bytes, arguments: list[str]
) -> None:
    with spoilt(ledger, name, content):
        code, out, err = attempt(*arguments, "-f", str(ledger))
        refused_in_chinese(code, out + err)
        if code:
            assert name in out + err, (out, err)


@FUZZ
@given(data=st.dictionaries(st.sampled_from(KEYS), nested, max_size=6), arguments=st.sampled_from(READING))
@pytest.mark.parametrize("name", ["tasks.yaml", "units.yaml"])
def test_yaml_of_any_shape_is_read_or_refused_with_its_line(
    ledger: Path, name: str, data: dict[str, Any], arguments: list[str]
) -> None:
    content = json.dumps(data, ensure_ascii=True, default=str)  # JSON is YAML
    with spoilt(ledger, name, content.encode()):
        code, out, err = attempt(*arguments, "-f", str(ledger))
        refused_in_chinese(code, out + err)


KINDS = ("progress", "defer", "assign", "close", "reject", "retract")
FIELDS = [
    *("prev", "after", "by", "note", "evidence", "task", "unit", "status", "percent", "actual", "due", "reason"),
    *("lead", "responsible", "support", "verifier", "event"),
]
values = st.one_of(
    plain,
    st.sampled_from(["1.1", "1.2", "2019-01-20", "2019-01-20T10:00:00+08:00", "done", "doing", *KINDS]),
    st.lists(st.text(max_size=4), max_size=3),
    st.dictionaries(st.text(max_size=3), st.floats(), max_size=2),
)
moments = st.datetimes().map(lambda at: at.isoformat()) | st.sampled_from(
    ["2019-01-20T10:00:00", "0001-01-01T00:00:00"]
)
heads = {
    "id": st.sampled_from(["a", "b", "c", "d"]),
    "at": st.builds(str.__add__, moments, st.sampled_from(["+08:00", "Z", "-12:00", "+14:00"])),
    "on": st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str) | st.sampled_from(["2019-01-10", "2019-01-20"]),
    "kind": st.sampled_from(KINDS),
}


def line(event: dict[str, Any]) -> bytes:
    return json.dumps(event, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


made_up = st.fixed_dictionaries(heads, optional=dict.fromkeys(FIELDS, values)).map(line)

filled = words.map(str.strip).filter(bool)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str)
numbers = st.floats(-LARGEST, LARGEST)
names = st.lists(filled | st.sampled_from(["省甲厅", "各县区政府"]), max_size=3)
about = {"task": st.sampled_from(["1.1", "1.2", "9.9"])}
more = {"by": words, "note": words, "evidence": st.lists(filled, max_size=2)}
bodies: dict[str, tuple[dict[str, st.SearchStrategy[Any]], dict[str, st.SearchStrategy[Any]]]] = {
    "progress": (
        about,
        {
            "status": st.sampled_from(["todo", "doing", "blocked", "done", "dropped"]),
            "percent": st.floats(0, 100),
            "unit": words | st.just("省甲厅"),
            "actual": st.dictionaries(words, numbers, max_size=2),
        },
    ),
    "defer": (about | {"due": days, "reason": filled}, {}),
    "assign": (about, {"lead": names, "responsible": names, "support": names, "reason": words}),
    "close": (about, {"verifier": words}),
    "reject": (about | {"reason": filled}, {}),
    "retract": ({"event": st.sampled_from(["a", "b", "c", "d", "nothing"])}, {}),
}
sound = st.one_of(
    *(
        st.fixed_dictionaries(heads | {"kind": st.just(kind)} | needed, optional=more | may)
        for kind, (needed, may) in bodies.items()
    )
).map(line)


@FUZZ
@given(lines=st.lists(made_up | sound | st.binary(max_size=20), max_size=6), arguments=st.sampled_from(READING))
def test_journals_of_any_lines_are_read_or_refused_with_the_line(
    ledger: Path, lines: Sequence[bytes], arguments: list[str]
) -> None:
    with spoilt(ledger, "progress.jsonl", b"\n".join(lines) + b"\n"):
        code, out, err = attempt(*arguments, "-f", str(ledger))
        if code:
            assert "progress.jsonl" in out + err


@FUZZ
@given(lines=st.lists(sound, max_size=6), arguments=st.sampled_from(ALL_READING))
def test_events_that_are_sound_each_by_itself_never_stop_a_command(
    ledger: Path, lines: list[bytes], arguments: list[str]
) -> None:
    """Undo of an undo of itself, a close before the start of time, an assignment to nobody: all can be read."""
    unique = {json.loads(line)["id"]: line for line in lines}
    with spoilt(ledger, "progress.jsonl", b"".join(line + b"\n" for line in unique.values())):
        code, out, err = attempt(*arguments, "-f", str(ledger))
        assert code == 0, (arguments, out, err)


@FUZZ
@given(content=st.binary(max_size=300), aside=st.binary(max_size=100))
def test_an_audit_of_any_bytes_comes_to_an_end(content: bytes, aside: bytes) -> None:
    with bounds():
        audit(content, aside)


@FUZZ
@given(data=st.data())
def test_a_repair_of_a_spoilt_journal_keeps_every_line_in_one_of_the_two_files(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        journal = make_ledger(Path(name))
        file = FileJournal(journal)
        file.record(lambda read: [noted(str(at)) for at in range(1, 4)])
        (Path(name) / "progress.jsonl.lock").unlink()  # that lines are missing is no part of this
        content = data.draw(mutations(journal.read_bytes()))
        journal.write_bytes(content)
        file.repair()
        kept = journal.read_bytes() + b"\n" + (file.aside.read_bytes() if file.aside.exists() else b"")
        wanted = [line.strip() for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
        assert sorted(wanted) == sorted(line.strip() for line in kept.split(b"\n") if line.strip())
