"""The edges of a command's life: a Tab, a closed stream, an interrupt, little memory; and what an order makes void."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.store.journal import FileJournal
from baigong.store.lock import hold
from tests.support.ground import LIMIT, Outcome, bounded, command, environment, forked, make_ledger, noted, notes

pytestmark = pytest.mark.slow


def started(folder: Path, *arguments: str, before: Callable[[], object], **settings: str) -> Outcome:
    """Run a command in a process of its own, on which `before` acts ahead of it."""
    done = subprocess.run(
        [sys.executable, "-m", "baigong", *arguments],
        cwd=folder,
        env=environment() | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=before,  # no threads here
        timeout=LIMIT,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@pytest.mark.parametrize("words", ["show 1.", "undo ", "close ", "list --unit "])
def test_tab_waits_for_no_lock_and_for_no_half_line(tmp_path: Path, words: str) -> None:
    journal = make_ledger(tmp_path)
    FileJournal(journal).record(lambda read: [noted("before")])
    with journal.open("ab") as stream:
        stream.write(b'{"id":"half')
    before = journal.read_bytes()
    line = f"baigong {words}".split(" ")
    settings = {
        "_BAIGONG_COMPLETE": "complete_bash",
        "COMP_WORDS": f"baigong {words}",
        "COMP_CWORD": str(len(line) - 1),
        "BAIGONG_LOCK_WAIT": "30",
    }
    free = bounded(10, lambda: command(tmp_path, **settings))
    with hold(tmp_path / "progress.jsonl.lock"):

        def watched(*_: object, **named: object) -> None:
            raise AssertionError("Tab asks for the lock")

        held = bounded(10, lambda: command(tmp_path, **settings))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("baigong.store.journal.hold", watched)
            assert len(FileJournal(journal).read(wait=False).events) == 1
            with pytest.raises(AssertionError):
                FileJournal(journal).read()
    assert (held.code, held.out) == (free.code, free.out) and held.code == 0
    assert journal.read_bytes() == before


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_is_closed_harms_no_recording(tmp_path: Path, closed: int) -> None:
    journal = make_ledger(tmp_path)
    outcome = started(tmp_path, "done", "1.1", "--note", "whole", before=lambda: os.close(closed))
    assert outcome.code == 0 and notes(journal) == ["whole"]
    assert ("已记录 1 项" in outcome.out) == (closed != 1)
    if closed == 1:
        assert "已记录，不必重办" in outcome.err and outcome.err.count("\n") == 1


@pytest.mark.parametrize("megabytes", [24, 40, 60, 79])
def test_too_little_memory_is_said_in_one_line(tmp_path: Path, megabytes: int) -> None:
    journal = make_ledger(tmp_path)
    bound = megabytes * 1024 * 1024
    outcome = started(tmp_path, "done", "1.1", before=lambda: resource.setrlimit(resource.RLIMIT_AS, (bound, bound)))
    assert outcome.code == 3 and "内存不够" in outcome.err and outcome.err.count("\n") == 1, outcome
    assert not journal.exists()


@pytest.mark.parametrize("library", ["openpyxl", "docx", "lxml.html"])
def test_an_interrupt_while_a_library_is_imported_is_one_line(tmp_path: Path, library: str) -> None:
    from tests.faults.test_fuzz_documents import made

    kind = {"openpyxl": "excel", "docx": "word", "lxml.html": "html"}[library]
    (tmp_path / "document").write_bytes(made(kind))

    program = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {library!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from baigong.__main__ import main\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "parse", "document"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (130, "错误：已中断\n")


def test_an_interrupt_before_the_program_is_loaded_is_one_line(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from baigong.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "list"], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (130, "错误：已中断\n")


@pytest.mark.parametrize(
    ("before", "void", "said"),
    [
        (("done 1.1 --on 2019-01-25",), "close 1.1 --verifier 王五 --on 2019-01-20", "不能销号"),
        (
            ("done 1.1 --on 2019-01-20", "reopen 1.1 --on 2019-01-25"),
            "close 1.1 --verifier 王五 --on 2019-01-22",
            "不能销号",
        ),
        (("done 1.1 --on 2019-01-25",), "reject 1.1 --reason 不实 --on 2019-01-20", "没有可退回的"),
        (
            ("done 1.1 --on 2019-01-20", "close 1.1 --verifier 王五 --on 2019-01-22"),
            "progress 1.1 50 --on 2019-01-25",
            "销号",
        ),
    ],
)
def test_what_the_order_makes_void_is_refused_and_never_said_to_be_done(
    tmp_path: Path, before: tuple[str, ...], void: str, said: str
) -> None:
    journal = make_ledger(tmp_path)
    for line in before:
        assert forked(tmp_path, *line.split()).code == 0
    content = journal.read_bytes()
    outcome = forked(tmp_path, *void.split())
    assert outcome.code == 1 and said in outcome.err and "已记录" not in outcome.out, outcome
    assert journal.read_bytes() == content


def test_a_repair_in_one_of_two_ledgers_that_share_a_journal_keeps_the_records_of_both(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        make_ledger(folder)
    (other / "progress.jsonl").symlink_to(one / "progress.jsonl")
    for folder, note in ((one, "甲"), (other, "乙"), (one, "丙")):
        assert forked(folder, "progress", "1.1", str(30 + len(note)), "--note", note).code == 0
    with (one / "progress.jsonl").open("ab") as stream:
        stream.write(b"{broken}\n")
    assert forked(other, "check", "--repair").code == 0
    assert (other / "progress.jsonl").is_symlink()
    assert notes(one / "progress.jsonl") == notes(other / "progress.jsonl") == ["甲", "乙", "丙"]
    for folder in (one, other):
        assert forked(folder, "check", "--audit").code == 0
    assert (one / "progress.jsonl.aside").read_bytes() == b"{broken}\n"
    # By a hard link the repair would part the two: it is refused, and nothing is moved.
    (other / "progress.jsonl").unlink()
    (other / "progress.jsonl").hardlink_to(one / "progress.jsonl")
    with (one / "progress.jsonl").open("ab") as stream:
        stream.write(b"{broken}\n")
    before = (one / "progress.jsonl").read_bytes()
    outcome = forked(other, "check", "--repair")
    assert outcome.code == 3 and "另有硬链接" in outcome.err
    assert (one / "progress.jsonl").read_bytes() == before


def test_a_line_that_would_begin_a_list_is_escaped_in_markdown() -> None:
    from markdown_it import MarkdownIt

    from baigong.render.markdown import escape

    for words in ("1. 项", "10. 项", "100. 项", "123456789. 项", "2019. ", "3.10 项", "100.5"):
        page = MarkdownIt().render(escape(words))
        assert page.strip() == f"<p>{words.strip()}</p>", words


def test_a_number_beyond_all_sums_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = make_ledger(tmp_path)
    for number in ("1e307", "inf", "nan", "9" * 400):
        assert run(["done", "1.1", "--actual", f"1个={number}", "-f", str(tmp_path)]) == 1
        err = capsys.readouterr().err
        assert "程序出错" not in err and err.startswith("错误：")
    assert not journal.exists()
