"""What small files unfold to is bounded: no refused file takes 300 MB more than a harmless command does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.faults.test_fuzz_documents import made
from tests.faults.test_hostile_files import YAMLS
from tests.support import vast
from tests.support.ground import LIMIT, Outcome, environment, make_ledger

pytestmark = pytest.mark.slow

MOST = 300
"""MB over the command's own, for a file that is refused."""
MEASURED = """
import re, resource
from pathlib import Path
from baigong.__main__ import main
try:
    main()
finally:
    own = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())
    forks = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    Path("peak").write_text(str(max(int(own[1]), forks)))
"""
HEAD = "plan: {title: a, start: 2000-01-01, due: 2199-12-31}\nsections:\n- id: '1'\n  tasks:\n"
RECORD = (
    b'{"id":"%08x","prev":"","at":"2019-02-01T00:00:00+08:00","on":"2019-02-01","by":"a",'
    b'"kind":"progress","task":"1"}\n'
)


def measured(folder: Path, *arguments: str) -> tuple[Outcome, float]:
    """Run a command in a process of its own; give how it ended, and the most MB that it, or a fork of it, held.

    The peak is what the kernel says of the program since it was loaded: that of getrusage counts in what the process
    that started it held. A fork's counts in what it shares with the program.
    """
    (folder / "peak").unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT * 3,
        check=False,
    )
    outcome = Outcome(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    return outcome, int((folder / "peak").read_text(encoding="ascii")) / 1024


def assert_refused_within_bounds(outcome: Outcome, peak: float, own: float) -> None:
    assert "程序出错" not in outcome.err and "Traceback" not in outcome.err, outcome.err
    assert outcome.code in (0, 1, 3), outcome
    assert outcome.code == 0 or re.fullmatch(r"(注意：.*\n)*错误：.*\n", outcome.err), outcome.err
    assert peak - own <= MOST, f"{peak:.0f} MB, of which {own:.0f} are the command's own"


@cache
def own(kind: str) -> float:
    """What `parse` holds at its most with a harmless document of this kind, in MB."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "document").write_bytes(made(kind))
        outcome, peak = measured(Path(name), "parse", "document")
        assert outcome.code == 0, outcome
        return peak


LONG = ("excel: as many cells as there may be", "pdf: ten million numbers in an object")
"""What takes half a minute to be refused, and is only tried in a long run."""
WHOLE = "BAIGONG_FUZZ" in os.environ
OWN_TO_COLLECT = ("cells", "letters", "strings", "formulas", "checks")
"""What `collect` bounds by itself; merged ranges, formats and links are counted for both by one function."""


@pytest.mark.parametrize("name", [name for name in vast.DOCUMENTS if WHOLE or name not in LONG])
def test_a_small_document_that_unfolds_to_much_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    (tmp_path / "document").write_bytes(vast.DOCUMENTS[name]())
    outcome, peak = measured(tmp_path, "parse", "document")
    assert_refused_within_bounds(outcome, peak, own(name.partition(":")[0]))


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in vast.DOCUMENTS
        if name.startswith("excel") and (WHOLE or (name not in LONG and name.endswith(OWN_TO_COLLECT)))
    ],
)
def test_a_workbook_that_came_back_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    make_ledger(tmp_path)
    (tmp_path / "answer.xlsx").write_bytes(vast.DOCUMENTS[name]())
    outcome, peak = measured(tmp_path, "collect", "answer.xlsx")
    assert outcome.code == 1
    assert_refused_within_bounds(outcome, peak, own("excel"))


def weekly(count: int) -> bytes:
    tasks = (f"  - {{id: '1.{at}', text: 任务, every: week, start: 20{at % 100:02}-01-01}}\n" for at in range(count))
    return (HEAD + "".join(tasks)).encode()


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{f"plan: {kind}": ("tasks.yaml", content.encode) for kind, content in YAMLS.items()},
    "plan: half a million things": ("tasks.yaml", lambda: b"plan:\n" + b"- x\n" * 500_000),
    "plan: as many things as there may be": ("tasks.yaml", lambda: b"plan:\n" + b"- x\n" * 3_999_000),
    "plan: as many faults as there may be": (
        "tasks.yaml",
        lambda: HEAD.encode() + b"  - {id: '1.1', text: a}\nformer:\n" + b"- x\n" * 149_000,
    ),
    "plan: nine thousand wrong steps in each of twenty tasks": (
        "tasks.yaml",
        lambda: HEAD.encode() + (b"  - id: '1.1'\n    text: a\n    steps:\n" + b"    - x\n" * 9_000) * 20,
    ),
    "plan: as many keys as there may be": (
        "tasks.yaml",
        lambda: b"plan: {" + b",".join(b"a%d" % at for at in range(149_000)) + b"}",
    ),
    "plan: one text of thirty megabytes": ("tasks.yaml", lambda: b"plan: " + b"\xe6\xa0\xb8" * 10_000_000),
    "plan: one text of five million lines": ("tasks.yaml", lambda: b"plan: |\n" + b"  \xe6\xa0\xb8\n" * 5_000_000),
    "plan: a wrong key in each of sixty thousand tasks": (
        "tasks.yaml",
        lambda: HEAD.encode() + b"".join(b"  - {id: '1.%d', text: a, leed: b}\n" % at for at in range(60_000)),
    ),
    "plan: two hundred weeks over two centuries": ("tasks.yaml", lambda: weekly(200)),
    "journal: the last of four hundred thousand lines is none": (
        "progress.jsonl",
        lambda: b"".join(RECORD % at for at in range(400_000)) + b"{}\n",
    ),
    "journal: one line": ("progress.jsonl", lambda: b'{"id":"' + b"a" * 250_000_000 + b'"}\n'),
    "journal: eighty million lines that are none": ("progress.jsonl", lambda: b"{}\n" * 80_000_000),
    "journal: lines of nothing": ("progress.jsonl", lambda: b"\n" * 250_000_000),
    "journal: forty million numbers": ("progress.jsonl", lambda: b'{"id":[' + b"1," * 40_000_000 + b"1]}\n"),
    "journal: zero bytes": ("progress.jsonl", lambda: b"\0" * 250_000_000),
    "journal: deep": ("progress.jsonl", lambda: b"[" * 100_000_000),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_a_ledger_that_unfolds_to_much_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    make_ledger(tmp_path)
    outcome, harmless = measured(tmp_path, "list")
    assert outcome.code == 0
    file, make = FILES[name]
    (tmp_path / file).write_bytes(make())
    for arguments in (["list"], ["check"]) if (tmp_path / file).stat().st_size < 10_000_000 else (["list"],):
        outcome, peak = measured(tmp_path, *arguments)
        assert_refused_within_bounds(outcome, peak, harmless)
