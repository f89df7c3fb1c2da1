"""The table of commands: what it says of each is so, and each loads when it is called and not before."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from baigong.cli.commands import COMMANDS

# What one command must not pay for: the other commands, and what only they use.
PRINT = "import sys; print('\\n'.join(sys.modules))"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_command_is_the_first_of_its_help(name: str) -> None:
    about = inspect.getdoc(COMMANDS[name].load()) or ""
    assert about.split("\n\n")[0] == COMMANDS[name].help


def test_every_command_module_stands_in_the_table() -> None:
    folder = Path(__file__).parents[2] / "baigong" / "cli"
    modules = {
        path.stem
        for path in folder.glob("*.py")
        if "\ndef command(" in path.read_text() or "\ncommand = " in path.read_text()
    }
    assert modules == set(COMMANDS)


def modules_of(tmp_path: Path, *words: str) -> set[str]:
    code = f"import sys; from baigong.cli.app import run; run({list(words)!r}); print('\\n' + '\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=tmp_path, check=True, timeout=60)
    return set(done.stdout.decode().splitlines())


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_help_and_version_load_no_command(tmp_path: Path, words: list[str]) -> None:
    loaded = modules_of(tmp_path, *words)
    assert not {f"baigong.cli.{name}" for name in COMMANDS} & loaded
    assert not {"baigong.model.plan", "yaml", "pydantic.main", "rich.markdown", "chinese_calendar", "cn2an"} & loaded


def test_a_command_loads_no_other(tmp_path: Path) -> None:
    loaded = modules_of(tmp_path, "list")
    assert {f"baigong.cli.{name}" for name in COMMANDS} & loaded == {"baigong.cli.list"}
    # Typer's own reading of words would cost it Pydantic's validators, one an option.
    assert not {"typer._adapters", "typer.rich_utils", "rich.markdown"} & loaded
    assert not {"baigong.parse", "openpyxl", "docx", "lxml", "charset_normalizer"} & loaded
