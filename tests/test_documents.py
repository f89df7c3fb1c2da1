"""What the documents show is what happens: every ```console block of the README and of docs/ is played."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from baigong.cli.commands import COMMANDS
from tests.support.commands import built
from tests.support.transcript import Terminal, play

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PLAYED = [
    path for path in (*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")) if "```console" in path.read_text()
]


@pytest.mark.parametrize("path", PLAYED, ids=lambda path: path.name)
def test_examples(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(path, Terminal(tmp_path, monkeypatch))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_manual_has_an_example_of_every_command(command: str) -> None:
    text = (ROOT / "docs" / "guide.zh.md").read_text(encoding="utf-8")
    assert re.search(rf"^\$ (\w+=\S+ )?baigong {command}\b", text, flags=re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_manual_names_every_option(command: str) -> None:
    text = (ROOT / "docs" / "guide.zh.md").read_text(encoding="utf-8")
    for param in built(command).params:
        for option in param.opts:
            if option.startswith("--"):
                assert option in text, f"{command} {option}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_help(command: str) -> None:
    assert built(command).help
    assert [param.name for param in built(command).params if not getattr(param, "help", "")] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_two_commands_set_everything_up(name: str) -> None:
    commands = re.findall(r"^    (python3 -m venv .*)$", (ROOT / name).read_text(), flags=re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith("baigong report --week 5")
    assert commands[1].endswith("pytest")
