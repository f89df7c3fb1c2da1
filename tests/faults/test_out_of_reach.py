"""A lock that a stuck process holds, and folders and files that may not be written or read: exit 3, and why."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store import lock as lock_module
from baigong.store.journal import FileJournal
from baigong.store.lock import hold
from tests.support.ground import TODAY, Child, assert_plain_failure, command, forked, make_ledger, noted, notes

pytestmark = pytest.mark.slow

NOBODY = 65534


def stuck(journal: Path) -> Child:
    """A process that took the lock and never lets go."""

    def keep(child: Child) -> None:
        os.environ["LOGNAME"] = "王五"
        with hold(journal.with_name(journal.name + ".lock")):
            child.say("held")
            time.sleep(600)

    child = Child(keep)
    assert os.read(child.pipe, 5) == b"held\n"
    return child


def test_a_lock_held_by_a_stuck_process_is_waited_for_within_bounds_and_its_holder_named(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    FileJournal(journal).record(lambda read: [noted("before")])
    before = journal.read_bytes()
    holder = stuck(journal)
    try:
        start = time.monotonic()
        outcome = command(tmp_path, "done", "1.1", BAIGONG_LOCK_WAIT="1")
        took = time.monotonic() - start
        assert_plain_failure(outcome, 3, "台账正被占用", "王五", f"进程 {holder.pid}")
        assert 1 <= took < 20
        assert_plain_failure(forked(tmp_path, "check", "--repair", BAIGONG_LOCK_WAIT="0"), 3, "王五")
        # Who only reads need not wait.
        assert forked(tmp_path, "list", BAIGONG_LOCK_WAIT="0").code == 0
        assert journal.read_bytes() == before
    finally:
        holder.kill()
        holder.wait()
    # The operating system let go of the lock with the process.
    assert forked(tmp_path, "done", "1.1", BAIGONG_LOCK_WAIT="1").code == 0


@pytest.mark.parametrize("wait", ["", "soon", "-5", "nan", "0"])
def test_an_odd_setting_of_the_wait_is_no_endless_wait(
    tmp_path: Path, wait: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_module, "WAIT", 0.2)
    monkeypatch.setenv("BAIGONG_LOCK_WAIT", wait)
    holder = stuck(make_ledger(tmp_path))
    try:
        start = time.monotonic()
        assert Child(lambda child: run(["done", "1.1", "-f", str(tmp_path)])).wait()[0] == 3
        assert time.monotonic() - start < 10
    finally:
        holder.kill()
        holder.wait()


def as_nobody(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a command as a user whom permissions bind, even where the tests are root's; give code and messages."""

    def drop() -> None:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    outcome = forked(folder, *arguments, before=drop)
    return outcome.code, outcome.err


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have this process load all that its children need, for nobody may be kept from Python's own files too."""
    folder = tmp_path_factory.mktemp("loaded")
    make_ledger(folder)
    for line in ("done 1.1", "list", "report", "check --audit", "check --repair", "show 1.1", "log", "list -o a.csv"):
        *arguments, last = line.split()
        last = str(folder / last) if last.endswith(".csv") else last
        run([*arguments, last, "-f", str(folder), "--as-of", TODAY])


@pytest.fixture
def reachable(loaded: None) -> Iterator[Path]:
    """A ledger whose path anybody may walk down to; pytest keeps its own folders to itself."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "ledger"
        journal = make_ledger(folder)
        FileJournal(journal).record(lambda read: [noted("before")])
        if os.getuid() == 0:
            for path in (folder, *folder.iterdir()):
                os.chown(path, NOBODY, NOBODY)
        yield folder
        folder.chmod(0o755)


def test_in_a_folder_that_turns_read_only_a_recording_fails_and_reading_goes_on(reachable: Path) -> None:
    journal = reachable / "progress.jsonl"
    assert as_nobody(reachable, "done", "1.2", "--note", "more")[0] == 0
    (reachable / "progress.jsonl.lock").unlink()
    before = journal.read_bytes()
    reachable.chmod(0o555)
    journal.chmod(0o444)
    code, said = as_nobody(reachable, "done", "1.3")
    assert code == 3 and "没有权限" in said and "什么也没有写入" in said
    for arguments in (["list"], ["report"], ["check", "--audit"], ["show", "1.2"], ["log"]):
        assert as_nobody(reachable, *arguments) == (0, ""), arguments
    assert as_nobody(reachable, "list", "-o", "list.csv")[0] == 3
    assert as_nobody(reachable, "check", "--repair")[0] == 3
    assert journal.read_bytes() == before
    assert sorted(path.name for path in reachable.iterdir()) == ["progress.jsonl", "tasks.yaml", "units.yaml"]
    reachable.chmod(0o755)
    journal.chmod(0o644)
    assert as_nobody(reachable, "done", "1.3", "--note", "after")[0] == 0
    assert notes(journal) == ["before", "more", "after"]


def test_a_journal_that_turns_read_only_is_as_it_was(reachable: Path) -> None:
    journal = reachable / "progress.jsonl"
    before = journal.read_bytes()
    journal.chmod(0o444)
    code, said = as_nobody(reachable, "done", "1.2")
    assert code == 3 and "没有权限" in said
    assert journal.read_bytes() == before


def test_a_torn_line_in_a_read_only_folder_is_told_of_and_does_not_stop_a_reader(reachable: Path) -> None:
    journal = reachable / "progress.jsonl"
    with journal.open("ab") as stream:
        stream.write(b'{"id":"to')
    (reachable / "progress.jsonl.lock").unlink()
    reachable.chmod(0o555)
    code, said = as_nobody(reachable, "list")
    assert code == 0 and "最后一行不完整" in said


@pytest.mark.parametrize("name", ["progress.jsonl", "tasks.yaml", "units.yaml"])
def test_a_file_that_may_not_be_read_is_out_of_reach_and_not_taken_for_empty(reachable: Path, name: str) -> None:
    (reachable / name).chmod(0)
    for arguments in (["list"], ["done", "1.2"], ["check"]):
        code, said = as_nobody(reachable, *arguments)
        assert code == 3 and name in said and "没有权限" in said, (arguments, said)


def test_a_folder_that_may_not_be_entered_is_out_of_reach(reachable: Path) -> None:
    reachable.chmod(0)
    code, said = as_nobody(reachable.parent, "list", "-f", "ledger")
    assert code == 3 and "没有权限" in said
    code, said = as_nobody(reachable.parent, "list", "-f", "ledger/tasks.yaml")
    assert code == 3 and "没有权限" in said


def test_a_current_folder_that_was_removed_is_said_in_one_line(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    def work(child: Child) -> int:
        gone.mkdir()
        os.chdir(gone)
        gone.rmdir()
        return run(["list"])

    assert Child(work).wait()[0] == 3


def test_a_file_mended_by_root_stays_its_owners(reachable: Path) -> None:
    if os.getuid():
        pytest.skip("只有 root 能替别人修文件")
    journal = reachable / "progress.jsonl"
    with journal.open("ab") as stream:
        stream.write(b"{broken\n")
    journal.chmod(0o640)
    assert FileJournal(journal).repair().moved == 1
    assert (journal.stat().st_uid, journal.stat().st_mode & 0o777) == (NOBODY, 0o640)
    (reachable / "progress.jsonl.lock").unlink()
    assert as_nobody(reachable, "done", "1.2")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--format", "json", "-o", "progress.jsonl"],
        ["list", "--format", "json", "-o", "progress.jsonl.aside"],
        ["list", "--format", "csv", "-o", "tasks.yaml"],
        ["report", "--format", "md", "-o", "units.yaml"],
        ["schema", "-o", "progress.jsonl"],
        ["schema", "-o", "tasks.yaml"],
        ["schema", "-o", "link"],
        ["list", "--format", "json", "-o", "/dev/null"],
        ["list", "--format", "json", "-o", "pipe"],
    ],
)
def test_no_result_is_written_over_the_ledger_or_over_what_is_no_file(tmp_path: Path, arguments: list[str]) -> None:
    journal = make_ledger(tmp_path)
    FileJournal(journal).record(lambda read: [noted("before")])
    (tmp_path / "link").symlink_to("progress.jsonl")
    os.mkfifo(tmp_path / "pipe")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    outcome = forked(tmp_path, *arguments)
    assert_plain_failure(outcome, 1)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert not Path("/dev/null").is_file()


def test_evidence_in_a_closed_folder_is_told_without_advice_about_records(reachable: Path) -> None:
    closed = reachable / "关着"
    closed.mkdir()
    (closed / "佐证.txt").write_text("已办", encoding="utf-8")
    if os.getuid() == 0:
        os.chown(closed, NOBODY, NOBODY)
    closed.chmod(0)
    before = (reachable / "progress.jsonl").read_bytes()
    code, error = as_nobody(reachable, "done", "1.2", "--evidence", "关着/佐证.txt")
    closed.chmod(0o755)
    assert code in (1, 3)
    assert "佐证.txt" in error and "权限" in error
    assert "记录" not in error and "程序出错" not in error
    assert (reachable / "progress.jsonl").read_bytes() == before
