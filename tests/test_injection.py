"""Hostile words through every command, every option and every output format: inert, and unchanged in meaning.

A command, an option or a format that is added is walked too; one that needs more than the rest to be run at all, or
a format that nobody has said how to look at, fails here until it is provided for.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from unittest import mock

import pytest

from baigong.cli import completion
from baigong.cli.app import run
from baigong.render.formats import FORMATS
from baigong.render.inert import inert
from baigong.render.screen import UNICODE
from baigong.store.journal import FileJournal
from tests.support.commands import all_commands
from tests.support.hostile import CHECKS, HOSTILE, check_screen, make_hostile_ledger, shown, squeezed

pytestmark = pytest.mark.slow

TODAY = "2019-02-01"
PLAN = (
    "关于开展试点的通知\n\n一、抓试点，促落实。完成核对{}工作。加快推进建设。"
    "（责任单位：省财政厅）\n\n某省人民政府办公厅\n2019年1月1日\n"
)

# How each command is run on the hostile ledger; {words} stands for each of the hostile words.
READING: dict[str, tuple[list[str], ...]] = {
    "list": ([], ["--open", "--sort", "due"]),
    "show": (["1.1"], ["1.13"]),
    "overdue": ([], ["--within", "60"]),
    "report": ([], ["--week", "5"], ["--month", "1"]),
    "units": ([],),
    "log": ([], ["1.1"]),
    "remind": ([],),
    "check": ([], ["--audit"]),
    "schema": ([],),
    "contacts": ([],),
    "divide": ([], ["--explain", "1.1"]),
    "plans": ([],),
    "parse": (["hostile.txt"],),
    "export": (["--format", "json"],),
}
WRITING: dict[str, list[str]] = {
    "init": ["new"],
    "add": ["核清底数", "--lead", "省甲厅", "--due", "2019-03-31", "--new"],
    "edit": ["1.2", "--due", "2019-03-30"],
    "done": ["1.2"],
    "start": ["1.3"],
    "progress": ["1.2", "60"],
    "block": ["1.2"],
    "reopen": ["1.13"],
    "drop": ["1.3"],
    "undo": [],
    "close": ["1.16"],
    "reject": ["1.16", "--reason", "补材料"],
    "defer": ["1.2", "--to", "2019-04-01", "--reason", "材料未齐"],
    "forms": ["--output", "表"],
    "collect": ["表"],
    "relink": ["1.2", "1.3"],
    "assign": ["1.2", "--lead", "省甲厅", "--new", "--reason", "调整"],
    # Of files these have nothing to do but to refuse; what PostgreSQL says is tried in tests/store/postgres.
    "db": ["grants"],
    "sync": ["tasks.yaml"],
}
# Options that name what is there, or where to write: hostile words are tried on them, and refused.
SAID_BACK = ("note", "by", "reason", "verifier")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile_ledger(folder)
    (folder / "hostile.txt").write_text(
        PLAN.format(" ".join(HOSTILE[:10] + HOSTILE[12:]).replace("\n", " ").replace("\0", "")), encoding="utf-8"
    )
    return folder


def attempt(folder: Path, *arguments: str, width: str = "1000") -> tuple[int, str]:
    """Run a command in `folder`; what it says on standard error must be inert and no traceback. Code and output."""
    out, err = io.StringIO(newline=""), io.StringIO(newline="")
    environment = {"COLUMNS": width, "BAIGONG_TODAY": TODAY, "BAIGONG_BY": "李四", "HOME": str(folder)}
    nothing = io.TextIOWrapper(io.BytesIO(b""))
    with (
        mock.patch.dict("os.environ", environment),
        mock.patch.multiple(sys, stdout=out, stderr=err, stdin=nothing),
        pytest.MonkeyPatch.context() as here,
    ):
        here.chdir(folder)
        code = run(list(arguments))
    said = check_screen(err.getvalue())
    assert "程序出错" not in said and "Traceback" not in said, (arguments, said)
    assert code in (0, 1, 2, 3), (arguments, code, said)
    return code, out.getvalue()


def test_every_command_and_every_format_is_walked_here() -> None:
    assert {*READING, *WRITING} == set(all_commands()), "说明新命令怎样运行：READING 或 WRITING"
    assert not set(READING) & set(WRITING)
    assert {format.name for format in FORMATS} <= set(CHECKS), "说明新格式怎样检查：tests/hostile.py 的 CHECKS"


@pytest.mark.parametrize("command", READING)
def test_every_result_on_a_hostile_ledger_is_inert_in_every_format(hostile: Path, command: str, tmp_path: Path) -> None:
    parameters = {one.name: one for one in all_commands()[command]}
    tried = 0
    for arguments in READING[command]:
        code, out = attempt(hostile, command, *arguments)
        assert code == 0, (command, arguments, out)
        check_screen(out)
        for format in (one.name for one in FORMATS) if "format" in parameters else ():
            code, out = attempt(hostile, command, *arguments, "--format", format)
            assert code in (0, 2), (command, format)
            if code == 0:
                CHECKS[format](out.encode("utf-8"))
                tried += 1
        if "output" not in parameters or command == "remind" or arguments is not READING[command][0]:
            continue
        by_ending = [] if "--format" in arguments else arguments
        for ending, format in ((ending, one.name) for one in FORMATS for ending in one.endings):
            file = tmp_path / f"out{ending}"
            code, _ = attempt(hostile, command, *by_ending, "-o", str(file))
            assert code in (0, 1, 2), (command, ending)
            if code == 0 and command not in ("schema", "parse"):  # these write their own format, whatever the name
                CHECKS[format](file.read_bytes())
    assert tried or "format" not in parameters


@pytest.mark.parametrize(
    ("arguments", "format"),
    [
        (["log"], "json"),
        (["log"], "csv"),
        (["log"], "tsv"),
        (["log"], "md"),
        (["list"], "json"),
        (["list"], "csv"),
        (["list"], "md"),
        (["report"], "json"),
        (["log"], "docx"),
        (["list"], "docx"),
    ],
)
def test_every_hostile_word_is_still_there_to_be_read(
    hostile: Path, arguments: list[str], format: str, tmp_path: Path
) -> None:
    file = tmp_path / f"out.{format}"
    code, _ = attempt(hostile, *arguments, "--format", format, "-o", str(file))
    assert code == 0
    text = CHECKS[format](file.read_bytes())
    for words in HOSTILE:
        if format == "json":
            assert words in text or words.strip() in text, words
        else:
            assert shown(words) in squeezed(text), (words, format)


@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_a_task_is_shown_whole_on_a_screen_and_in_markdown(hostile: Path, at: int) -> None:
    for format in ("table", "md"):
        code, out = attempt(hostile, "show", f"1.{at + 1}", "--format", format)
        assert code == 0
        # Marks without a width, which terminals disagree on, are left out of what is drawn in columns.
        words = UNICODE.text(HOSTILE[at]) if format == "table" else HOSTILE[at]
        assert shown(words) in squeezed(CHECKS[format](out.encode("utf-8"))), format


@pytest.mark.parametrize("width", ["20", "40", "80"])
def test_narrow_screens_are_inert_too(hostile: Path, width: str) -> None:
    for command in ("list", "report", "log", "overdue", "units"):
        code, out = attempt(hostile, command, width=width)
        assert code == 0
        check_screen(out)


def test_letters_to_units_of_hostile_names_stay_in_their_folder(hostile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    before = sorted(path for path in tmp_path.rglob("*"))
    code, _ = attempt(hostile, "remind", "-o", str(folder), "--as-of", "2019-04-10", "--yes")
    assert code == 0
    letters = [path for path in tmp_path.rglob("*") if path.is_file()]
    # Those that only support a task get none.
    assert len(letters) >= len(HOSTILE) * 3 // 4
    assert all(path.parent == folder and path.suffix == ".md" for path in letters)
    assert [path for path in sorted(tmp_path.rglob("*")) if folder not in (path, *path.parents)] == before
    for path in letters:
        check_screen(path.name)
        assert not set(path.name) & set('/\\:*?"<>|')
        CHECKS["md"](path.read_bytes())


def cases() -> list[tuple[str, str]]:
    """Every argument and option of every command that takes words."""
    return [(name, one.option or one.name) for name, all_ in all_commands().items() for one in all_ if not one.flag]


@pytest.mark.parametrize(("command", "parameter"), cases())
def test_hostile_words_typed_for_any_argument_are_refused_or_recorded_and_said_inertly(
    tmp_path: Path, command: str, parameter: str
) -> None:
    folder = tmp_path / "ledger"
    make_hostile_ledger(folder)
    (folder / "hostile.txt").write_text(PLAN.format("x"), encoding="utf-8")
    journal = FileJournal(folder / "progress.jsonl")
    outside = sorted(path for path in tmp_path.iterdir())
    base = [command, *(READING[command][0] if command in READING else WRITING[command])]
    # All of them together, and one by itself, another for each parameter; no shell hands over a zero byte.
    at = cases().index((command, parameter))
    chosen = (" ".join(HOSTILE), HOSTILE[at % len(HOSTILE)])
    for words in (one.replace("\0", "") for one in chosen):
        arguments = [*base, parameter, words] if parameter.startswith("-") else [command, words, *base[2:]]
        before = journal.path.read_bytes()
        code, out = attempt(folder, *arguments)
        check_screen(out)
        assert journal.path.read_bytes().startswith(before)
        if code:
            assert journal.path.read_bytes() == before
        elif parameter.removeprefix("--") in SAID_BACK and command in WRITING and journal.path.read_bytes() != before:
            last = json.loads(journal.path.read_bytes().splitlines()[-1])
            # What a decision is told in a note, some events keep as their reason.
            said = next(last[name] for name in (parameter.removeprefix("--"), "note", "reason") if name in last)
            assert said.strip() == words.strip()
        journal.path.write_bytes(before)
        for extra in ("units.yaml", "tasks.yaml"):
            assert (folder / extra).exists()
    assert sorted(path for path in tmp_path.iterdir()) == outside
    assert not list(tmp_path.rglob("owned*"))


def test_nothing_that_a_shell_would_act_upon_is_offered_when_tab_is_pressed(
    hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import typer

    from baigong.cli import chinese
    from baigong.cli.app import app

    monkeypatch.chdir(hostile)
    context = typer.Context(chinese.command_line(app))
    offered = [
        *completion.ids(context, ""),
        *completion.ids(context, "1.3"),
        *completion.units(context, ""),
        *completion.sections(context, ""),
    ]
    assert offered
    for name, said in offered:
        assert not set(name + said) & set("$`\\'\";&|<>(){}[]*?!#~^ \t\n"), (name, said)
        check_screen(name + said)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_completes_is_handed_nothing_hostile(hostile: Path, shell: str) -> None:
    import os
    import subprocess

    typed = {"bash": "baigong list --unit ", "zsh": "baigong list --unit ", "fish": "baigong list --unit "}[shell]
    environment = {
        "_BAIGONG_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": typed,
        "COMP_CWORD": "3",
        "_TYPER_COMPLETE_ARGS": typed,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "baigong"],
        cwd=hostile,
        env=os.environ | environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert not set(done.stdout.decode()) & set("$`\\;&|<>!#~^"), done.stdout.decode()


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_inert_stays_so_and_says_what_it_was(words: str) -> None:
    assert inert(inert(words)) == inert(words)
    assert len(inert(words)) >= len(squeezed(words))
