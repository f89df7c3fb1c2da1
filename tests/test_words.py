"""The words on screen: percents, what cannot be seen, and the command as it can be typed where one stands."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from baigong import words
from baigong.cli.commands import COMMANDS
from tests.support.sources import FILES, nodes_of, text_of


@pytest.fixture(autouse=True)
def _anew() -> None:
    words._program.cache_clear()


def script(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "baigong"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_on_the_path_the_command_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = script(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "argv", [str(path)])
    assert words.as_typed("list") == "baigong list"


def test_elsewhere_it_is_called_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path / ".venv" / "bin")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(sys, "argv", [".venv/bin/baigong"])
    assert words.as_typed("list") == ".venv/bin/baigong list"
    assert words.as_typed("list", elsewhere=True) == f"{tmp_path}/.venv/bin/baigong list"


def test_what_is_installed_is_installed_for_the_python_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv" / "bin" / "python"))
    monkeypatch.chdir(tmp_path)
    assert words.pip_typed("x") == ".venv/bin/python -m pip install x"
    (tmp_path / "台账").mkdir()
    monkeypatch.chdir(tmp_path / "台账")
    assert words.pip_typed("x") == f"{tmp_path}/.venv/bin/python -m pip install x"


@pytest.mark.parametrize(
    ("arguments", "words_of_command", "typed"),
    [
        (["-f", "台账/甲", "start", "3"], "undo 1a", "baigong -f 台账/甲 undo 1a"),
        (["start", "3", "--file=甲 乙"], "undo 1a", "baigong -f '甲 乙' undo 1a"),
        (["-f", "甲", "list", "-f", "乙"], "list", "baigong -f 乙 list"),
        (["-f甲", "list"], "list", "baigong -f 甲 list"),
        (["-f", "甲", "list"], "init 新台账", "baigong init 新台账"),
        (["-f", "甲", "lst"], "list --help", "baigong list --help"),
        (["-f", "postgresql://u:secret@h/db", "list"], "list", "baigong list"),
        (["-f", "postgresql://h/db?password=secret", "list"], "list", "baigong list"),
        (["-f", "postgresql://u@h:5432/db", "list"], "list", "baigong -f postgresql://u@h:5432/db list"),
        # The plans of a database are not asked of the one in the address.
        (["-f", "postgresql://h/db?plan=甲"], "list", "baigong -f 'postgresql://h/db?plan=甲' list"),
        (["-f", "postgresql://h/db?plan=甲"], "plans", "baigong -f postgresql://h/db plans"),
        (["-f", "postgresql://h/d?plan=甲&port=1"], "plans", "baigong -f 'postgresql://h/d?port=1' plans"),
    ],
)
def test_the_ledger_is_named_as_the_user_named_it(
    arguments: list[str], words_of_command: str, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = script(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "argv", [str(path), *arguments])
    assert words.as_typed(words_of_command) == typed


def test_another_one_on_the_path_is_not_taken_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path / "other")
    path = script(tmp_path / "a b")
    monkeypatch.setenv("PATH", str(tmp_path / "other"))
    monkeypatch.setattr(sys, "argv", [str(path)])
    assert words.as_typed("show 3.2") == f"'{path}' show 3.2"


def test_run_as_a_module_it_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(sys, "argv", ["/x/baigong/__main__.py", "list"])
    monkeypatch.setattr(sys, "orig_argv", [".venv/bin/python", "-m", "baigong", "list"])
    assert words.as_typed("list") == ".venv/bin/python -m baigong list"


def test_every_message_names_commands_as_they_are_typed() -> None:
    """No string of the program spells a command out: as_typed does, with the program's name as it was called."""
    spelt = []
    typed = re.compile(rf"baigong (?:{'|'.join(COMMANDS)})\b")
    for path in FILES:
        if "baigong " not in text_of(path):  # a command may be written over two lines
            continue
        nodes = nodes_of(path)
        docstrings = {
            node.value for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        spelt += [
            f"{path.name}:{node.lineno}: {node.value}"
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings
            if typed.search(node.value)
        ]
    assert not spelt


@pytest.mark.parametrize(
    ("text", "seen"),
    [("3.2\u200b", "3.2"), ("\ufeff省\u2060财政厅", "省财政厅"), ("3\u3164.2\ufe0f", "3.2"), ("甲 乙", "甲 乙")],
)
def test_what_shows_nothing_is_left_out(text: str, seen: str) -> None:
    assert words.visible(text) == seen


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("“省财政厅”，", "省财政厅"),
        ("（2月3日）。", "2月3日"),
        ("省市场监管局（省知识产权局）", "省市场监管局（省知识产权局）"),
        ("\u00a0《督查室》\ufeff", "督查室"),
        ("“”", ""),
    ],
)
def test_what_stands_around_a_pasted_word_is_taken_off(pasted: str, plain: str) -> None:
    assert words.unwrapped(pasted) == plain


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0%"), (0.04, "1%"), (0.4, "1%"), (1.4, "1%"), (50.5, "50%"), (99.4, "99%"), (99.96, "99%"), (100, "100%")],
)
def test_what_is_begun_is_not_at_zero_and_what_is_unfinished_not_at_a_hundred(value: float, written: str) -> None:
    assert words.percent(value) == written


def test_of_many_names_the_first_are_written_and_all_counted() -> None:
    assert words.first_names(["省甲厅", "省乙委"], 2) == "省甲厅、省乙委"
    assert words.first_names(["1.1", "1.2", "1.3"], 2, "项") == "1.1、1.2等 3 项"
    assert words.first_names([], 2) == ""
