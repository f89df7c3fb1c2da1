"""What happens between a look and a write: a plan revised, a clock behind, a file swapped, a screen that fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from baigong.cli import check as check_command
from baigong.cli import collect as collect_command
from baigong.cli import forms as forms_command
from baigong.cli import parse as parse_command
from baigong.cli import record as record_command
from baigong.cli import session as session_module
from baigong.cli.app import run
from baigong.errors import BaigongError, FileSwappedError, LettersStoppedError, OutOfReachError
from baigong.model.events import Event
from baigong.render import console
from baigong.store.chain import encode
from baigong.store.evidence import MAX_EVIDENCE
from baigong.store.files import writing_failed
from baigong.store.journal import FileJournal
from baigong.store.lock import hold
from baigong.store.replacement import write_whole
from tests.support.ground import (
    LIMIT,
    Child,
    Outcome,
    assert_plain_failure,
    bounded,
    command,
    environment,
    forked,
    make_ledger,
    noted,
    notes,
)

pytestmark = pytest.mark.slow


def lock_of(folder: Path) -> Path:
    return folder / "progress.jsonl.lock"


def during_a_wait(folder: Path, arguments: list[str], change: Callable[[], object]) -> tuple[int, str]:
    """Run a command that waits for the lock, make `change` once it does, and let it go on.

    It tells that it waits when it has read the plan. A process of its own: a fork would hold the lock with us.
    """
    with tempfile.TemporaryFile() as words:
        with hold(lock_of(folder)):
            process = subprocess.Popen(
                [sys.executable, "-m", "baigong", *arguments],
                cwd=folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
            )
            assert within(LIMIT, lambda: "正在等待".encode() in os.pread(words.fileno(), 10_000, 0)), "it does not wait"
            change()
        code = process.wait(LIMIT)
        return code, os.pread(words.fileno(), 100_000, 0).decode()


def within(seconds: float, happens: Callable[[], bool]) -> bool:
    """Whether something happens within so many seconds."""
    end = time.monotonic() + seconds
    while not happens() and time.monotonic() < end:
        time.sleep(0.05)
    return happens()


# A plan revised while a recording waits


def revise(folder: Path, old: str, new: str) -> None:
    plan = folder / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_recording_whose_task_is_another_one_by_now_is_refused(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    code, said = during_a_wait(
        tmp_path, ["done", "1.2"], lambda: revise(tmp_path, "完成第2批台账的核对工作", "撤销第2批台账")
    )
    assert code == 3 and "方案刚被修订，1.2 已不是原来的内容" in said
    assert notes(journal) == [] if journal.exists() else True


def test_a_revision_of_other_tasks_does_not_stop_a_recording(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    code, _ = during_a_wait(tmp_path, ["done", "1.2"], lambda: revise(tmp_path, "第3批", "第三批"))
    assert code == 0
    assert len(notes(journal)) == 1


def test_a_task_that_is_gone_by_now_is_named(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    code, said = during_a_wait(tmp_path, ["done", "1.20"], lambda: revise(tmp_path, "id: '1.20'", "id: '1.21'"))
    assert code == 3 and "1.20 已不是原来的内容" in said


def test_parse_prints_without_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = make_ledger(tmp_path)
    FileJournal(journal).record(lambda read: [noted("before")])
    (tmp_path / "new.txt").write_text(
        "关于开展台账核对行动的方案\n\n2019年第一季度完成以下任务。\n\n"
        "（一）抓台账，促落实。完成全部村级台账的核对工作。（责任单位：省甲厅）\n",
        encoding="utf-8",
    )
    printed = console.print_page
    recorded: list[str] = []

    def record_meanwhile(*arguments: Any) -> None:
        if not recorded:
            recorded.append("meanwhile")
            monkeypatch.setenv("BAIGONG_LOCK_WAIT", "0")
            FileJournal(journal).record(lambda read: [noted("meanwhile")])
        printed(*arguments)

    monkeypatch.setattr(parse_command, "print_page", record_meanwhile)
    run(["parse", str(tmp_path / "new.txt"), "-o", str(tmp_path / "tasks.yaml"), "--force"])
    assert notes(journal) == ["before", "meanwhile"]


def test_a_reader_never_waits_long_for_half_a_line(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    with journal.open("ab") as stream:
        stream.write(b'{"id":"half')
    with hold(lock_of(tmp_path)):
        child = Child(lambda child: _reads(child, file))
        code, lines = bounded(4, child.wait)
    assert (code, lines) == (0, ["1 True"])


def _reads(child: Child, file: FileJournal) -> None:
    contents = file.read()
    child.say(f"{len(contents.events)} {bool(contents.torn)}")


# Clocks


def test_two_machines_of_which_the_second_is_three_minutes_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_ledger(tmp_path)

    def at(moment: str, *arguments: str) -> tuple[int, str, str]:
        now = datetime.fromisoformat(f"2019-02-04T{moment}+08:00")
        monkeypatch.setattr(record_command, "clock", lambda: now)
        monkeypatch.setattr(session_module, "clock", lambda: now)
        code = run([*arguments, "-f", str(tmp_path)])
        out, err = capsys.readouterr()
        return code, out, err

    assert at("10:03:00", "progress", "1.8", "80", "--by", "甲")[0] == 0
    code, out, err = at("10:01:00", "done", "1.8", "--by", "乙")
    assert (code, "80% → 已完成" in out) == (0, True)
    assert "本机时钟比台账最后一条记录慢 2 分钟" in err
    assert "已完成" in at("10:01:30", "show", "1.8")[1]
    code, out, err = at("10:02:00", "close", "1.8", "--by", "乙", "--verifier", "王五")
    assert (code, "已销号" in out) == (0, True), err
    assert "已销号" in at("10:02:40", "show", "1.8")[1]
    # Less than a minute behind is not worth a word.
    assert "时钟" not in at("10:02:30", "progress", "1.9", "10")[2]


def test_a_record_of_a_moment_to_come_comes_before_what_is_recorded_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_ledger(tmp_path)

    def at(moment: str, *arguments: str) -> tuple[int, str, str]:
        now = datetime.fromisoformat(f"{moment}+08:00")
        for module in (record_command, session_module, check_command, forms_command, collect_command):
            monkeypatch.setattr(module, "clock", lambda: now)
        monkeypatch.setenv("BAIGONG_TODAY", "2019-02-04")
        code = run([*arguments, "-f", str(tmp_path)])
        out, err = capsys.readouterr()
        return code, out, err

    assert at("2020-02-04T10:00", "progress", "1.8", "40", "--unit", "省甲厅", "--by", "甲")[0] == 0
    assert "还没有到" not in at("2020-02-04T10:00", "check")[1]
    code, out, _ = at("2019-02-04T10:00", "check")
    assert code == 0 and "记录时间 2020-02-04 10:00 还没有到" in out
    code, out, err = at("2019-02-04T10:01", "progress", "1.8", "50", "--unit", "省甲厅", "--by", "乙")
    assert (code, "40% → 推进中 50%" in out) == (0, True), out
    assert "台账里有记录的时间比本机时钟晚 364 天" in err and "check" in err
    assert at("2019-02-04T10:02", "forms", "-o", str(tmp_path / "表"), "--unit", "省甲厅")[0] == 0
    (form,) = (tmp_path / "表").glob("*.xlsx")
    book = load_workbook(form)
    sheet = next(sheet for sheet in book if any(cell.value == "1.8" for cell in sheet["A"]))
    (row,) = [cell.row for cell in sheet["A"] if cell.value == "1.8"]
    (percent,) = [cell.column for line in sheet.iter_rows(max_row=row) for cell in line if cell.value == "进度"]
    # A percent reported before, and before the form was made, is a new word all the same.
    sheet.cell(row, percent).value = 40
    book.save(form)
    code, out, err = at("2019-02-04T10:03", "collect", str(form), "-y")
    assert code == 0 and "50% → 推进中 40%" in out, out + err
    assert "［省甲厅］ 推进中 40%" in at("2019-02-04T10:04", "log", "1.8")[1].splitlines()[-2]


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"TZ": "XXX-25"}, "本机的时区设置不成立"), ({"_BAIGONG_COMPLETE": "complete_bash"}, "补全时缺少 COMP_WORDS")],
)
def test_an_odd_environment_is_said_in_one_line(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    make_ledger(tmp_path)
    outcome = command(tmp_path, "list", "--as-of", "今天", **settings)
    assert outcome.code in (1, 3) and said in outcome.err and outcome.err.count("\n") == 1, outcome


def test_a_clock_beyond_all_days_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_ledger(tmp_path)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime(2200, 1, 1)

    monkeypatch.setattr(session_module, "datetime", Clock)
    monkeypatch.delenv("BAIGONG_TODAY", raising=False)
    assert run(["list", "-f", str(tmp_path)]) == 3
    assert "本机时钟是 2200-01-01" in capsys.readouterr().err


# A file swapped, removed or written to under the pen


def swapping(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object], error: OSError | None = None) -> None:
    """Make `change` right after the next flush, which may fail then."""
    real = os.fsync

    def flush(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        real(descriptor)
        change()
        if error:
            raise error

    monkeypatch.setattr(os, "fsync", flush)


def test_a_journal_replaced_under_the_pen_is_not_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    copy = tmp_path / "copy"
    copy.write_bytes(journal.read_bytes())
    swapping(monkeypatch, lambda: copy.replace(journal))
    with pytest.raises(FileSwappedError):
        file.record(lambda read: [noted("lost")])
    assert notes(journal) == ["before"]
    file.record(lambda read: [noted("after")])
    assert notes(journal) == ["before", "after"]


def test_a_rollback_does_not_cut_off_what_another_wrote_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])

    def another() -> None:
        with journal.open("ab") as stream:
            stream.write(encode(noted("another")) + b"\n")

    swapping(monkeypatch, another, OSError(5, "Input/output error"))
    with pytest.raises(OutOfReachError):
        file.record(lambda read: [noted("failed")])
    assert "another" in notes(journal)


def test_a_lock_file_that_is_removed_lets_nobody_in(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)
    FileJournal(journal).record(lambda read: [noted("before")])

    def slow(read: object) -> list[Event]:
        lock_of(tmp_path).unlink()
        waiting.append(pool.submit(command, tmp_path, "done", "1.3"))
        time.sleep(2)
        return [noted("first")]

    waiting: list[Future[Outcome]] = []
    with ThreadPoolExecutor(1) as pool:
        FileJournal(journal).record(slow)
        assert waiting[0].result().code == 0
    assert notes(journal)[:2] == ["before", "first"]
    assert len(notes(journal)) == 3


def test_a_line_in_a_file_that_can_only_be_appended_to_is_made_void(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_ledger(tmp_path)
    file = FileJournal(journal)
    file.record(lambda read: [noted("before")])
    with journal.open("ab") as stream:
        stream.write(b'{"id":"torn')
    real = os.open

    def append_only(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if path == "progress.jsonl" and flags & os.O_ACCMODE and not flags & os.O_APPEND:
            raise PermissionError(1, "Operation not permitted")
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", append_only)
    file.record(lambda read: [noted("after")])
    monkeypatch.undo()
    assert notes(journal) == ["before", "after"]
    assert b'{"id":"torn\x18\n' in journal.read_bytes()
    assert file.aside.read_bytes() == b'{"id":"torn\n'
    assert any("已作废" in warning for warning in file.read().warnings)
    assert forked(tmp_path, "check", "--audit").code == 0


# After the flush nothing fails the command


def test_an_interrupt_during_the_flush_leaves_a_recording_that_is_said_to_be_one(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)

    def work(child: Child) -> int:
        real = os.fsync

        def interrupted(descriptor: int) -> None:
            real(descriptor)
            os.kill(os.getpid(), signal.SIGINT)

        os.fsync = interrupted  # type: ignore[assignment]  # the fork ends with it
        return run(["done", "1.1", "--note", "whole", "-f", str(tmp_path)])

    assert Child(work).wait()[0] == 0
    assert notes(journal) == ["whole"]


def test_a_file_that_cannot_be_closed_is_recorded_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = make_ledger(tmp_path)
    real = os.close

    def failing(descriptor: int) -> None:
        real(descriptor)
        if done:
            raise OSError(5, "Input/output error")

    done: list[bool] = []
    monkeypatch.setattr(os, "close", failing)
    swapping(monkeypatch, lambda: done.append(True))
    FileJournal(journal).record(lambda read: [noted("whole")])
    done.clear()
    assert notes(journal) == ["whole"]


def test_a_pipe_that_is_closed_does_not_fail_a_recording(tmp_path: Path) -> None:
    journal = make_ledger(tmp_path)

    def work(child: Child) -> int:
        reading, writing = os.pipe()
        os.close(reading)
        os.dup2(writing, 1)
        import sys

        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        return run(["done", "1.1", "--note", "whole", "-f", str(tmp_path)])

    assert Child(work).wait()[0] == 0
    assert notes(journal) == ["whole"]


def test_letters_that_stop_in_the_middle_say_which_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from baigong.cli import remind

    make_ledger(tmp_path)
    (tmp_path / "letters").mkdir()
    count = 0

    def failing(path: Path, content: bytes, *more: Any, **named: Any) -> None:
        nonlocal count
        count += 1
        if count == 2:
            raise writing_failed(path, OSError(28, ""))
        write_whole(path, content, *more, **named)

    monkeypatch.setattr(remind, "write_whole", failing)
    code = run(["remind", "-o", str(tmp_path / "letters"), "-f", str(tmp_path), "--as-of", "2019-03-30"])
    err = capsys.readouterr().err
    assert code == 3 and "磁盘已满" in err and "前 1 份已写好" in err
    assert len(list((tmp_path / "letters").iterdir())) == 1
    assert issubclass(LettersStoppedError, BaigongError)


# What goes where a link leads, and evidence without end


def test_a_result_is_not_written_where_a_link_leads_unasked(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    (tmp_path / "real.json").write_bytes(b"[]")
    (tmp_path / "link.json").symlink_to("real.json")
    assert_plain_failure(forked(tmp_path, "list", "-o", "link.json"), 1, "是符号链接", "没有写入")
    assert (tmp_path / "real.json").read_bytes() == b"[]"


@pytest.mark.parametrize("how", ["hard link", "link to the journal elsewhere", "plan of another name", "directory"])
def test_a_result_does_not_replace_a_ledger_whatever_its_name(tmp_path: Path, how: str) -> None:
    journal = make_ledger(tmp_path)
    FileJournal(journal).record(lambda read: [noted("before")])
    victim = tmp_path / "report.json"
    if how == "hard link":
        victim.hardlink_to(journal)
    elif how == "link to the journal elsewhere":
        journal.rename(victim)
        journal.symlink_to(victim)
    elif how == "plan of another name":
        (tmp_path / "tasks.yaml").rename(victim)
        (tmp_path / "tasks.yaml").symlink_to(victim)
    else:
        victim.write_text("units:\n- name: 省甲厅\n", encoding="utf-8")
    before = victim.read_bytes()
    assert_plain_failure(forked(tmp_path, "list", "-o", "report.json"), 1, "不能覆盖")
    assert victim.read_bytes() == before


def test_sparse_evidence_is_refused_before_it_is_read(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    with (tmp_path / "sparse.bin").open("wb") as stream:
        stream.truncate(MAX_EVIDENCE + 1)
    outcome = bounded(10, lambda: forked(tmp_path, "done", "1.1", "--evidence", "sparse.bin"))
    assert_plain_failure(outcome, 1, "超过 4 GB 的上限")
