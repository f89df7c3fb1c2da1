"""Sessions at a terminal that run as tests: what is typed after `$`, what must come out below it.

A line that begins with `# `, alone between empty lines and before a command, is a heading. A line
`...` stands for any lines, `〈…〉` within a line for any words, `→ 1` for the exit code (0 is not written). Ids
of events and moments of recording, which differ every time, read 〈记录号〉 and <时间>. Set
BAIGONG_TRANSCRIPTS=write to write what came out into the file, and read the difference before you commit it.
"""

from __future__ import annotations

import contextlib
import fnmatch
import io
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from baigong.cli.app import run

_ID = re.compile(r"\b[a-f][0-9a-f]{7}(?:[0-9a-f]{8})?\b")
_MOMENT = re.compile(r"\b20\d\d-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?")
_ANY_WORDS = "〈…〉"
_SHELL = re.compile(r"[|<>;&`]|\$\(")


@dataclass(frozen=True)
class Exchange:
    """One command line, the lines that must come out, where it stands in the file, and the heading above it."""

    line: int
    typed: str
    expected: tuple[str, ...]
    heading: str = ""


def read_exchanges(text: str) -> list[Exchange]:
    """Read the exchanges of a transcript; lines before the first command are a comment."""
    exchanges: list[Exchange] = []
    typed, start, heading, above = "", 0, "", ""
    expected: list[str] = []
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("$ "):
            if typed:
                exchanges.append(Exchange(start, typed, _trimmed(expected), above))
            typed, start, expected, above, heading = line[2:], number, [], heading, ""
        elif _is_heading(lines, number - 1):
            heading = line
        else:
            expected.append(line.rstrip())
    if typed:
        exchanges.append(Exchange(start, typed, _trimmed(expected), above))
    return exchanges


def _is_heading(lines: list[str], at: int) -> bool:
    """Tell a heading from a line of Markdown that a command has printed: it alone stands right before a command."""
    around = (lines[at - 1] if at else "", *lines[at + 1 : at + 3])
    return lines[at].startswith("# ") and around[:2] == ("", "") and around[2:3] != () and around[2].startswith("$ ")


def _trimmed(lines: list[str]) -> tuple[str, ...]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return tuple(lines)


class Terminal:
    """A folder, an environment, and the commands typed in it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        monkeypatch.setenv("HOME", str(folder))
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setenv("BAIGONG_BY", "督查室")
        for name in ("BAIGONG_FILE", "BAIGONG_TODAY", "NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)

    def type(self, typed: str) -> list[str]:
        """Type one line; give what came out, standard error after standard output, and the exit code."""
        words = [] if _SHELL.search(typed) else shlex.split(typed)
        if words[:1] == ["export"]:
            for word in words[1:]:
                name, _, value = word.partition("=")
                self.monkeypatch.setenv(name, os.path.expandvars(value))
            return []
        if words[:1] == ["cd"]:
            self.monkeypatch.chdir(words[1])
            return []
        out, code = self._inside(words[1:]) if words[:1] == ["baigong"] else self._shell(typed)
        lines = [line.rstrip() for line in _masked(out).splitlines()]
        while lines and not lines[-1]:
            lines.pop()
        return [*lines, f"→ {code}"] if code else lines

    def _inside(self, words: list[str]) -> tuple[str, int]:
        out, error = io.StringIO(), io.StringIO()
        self.monkeypatch.setattr(sys, "stdin", io.StringIO())
        self.monkeypatch.setattr(sys, "argv", [sys.argv[0], *words])  # messages name the ledger as it was named
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            try:
                code = run(words)
            except SystemExit as end:
                code = int(end.code or 0)
        return out.getvalue() + error.getvalue(), code

    def _shell(self, typed: str) -> tuple[str, int]:
        function = f'baigong() {{ "{sys.executable}" -m baigong "$@"; }}\n'
        # Where the command can be called by its name, messages call it so.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        done = subprocess.run(
            ["bash", "-c", function + typed],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": path},
            capture_output=True,
            check=False,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
        return (done.stdout + done.stderr).decode(), done.returncode


def _masked(text: str) -> str:
    return _MOMENT.sub("<时间>", _ID.sub("〈记录号〉", text))


def agrees(expected: tuple[str, ...], found: list[str]) -> bool:
    """Whether lines are those expected; `...` alone on a line stands for any lines, none too."""
    if not _is_loose(expected):
        return list(expected) == found
    pattern = "\n".join("*" if line == "..." else _literal(line) for line in expected)
    text = "\n".join(found)
    # A `...` may stand for no lines at all, and then its line end goes too.
    loose = pattern.replace("\n*\n", "\n*").replace("*\n", "*")
    return fnmatch.fnmatchcase(text, pattern) or fnmatch.fnmatchcase(text, loose)


def _is_loose(expected: tuple[str, ...]) -> bool:
    return any(line == "..." or _ANY_WORDS in line for line in expected)


def _literal(line: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", line).replace(_ANY_WORDS, "*")


def play(path: Path, terminal: Terminal) -> None:
    """Play a transcript and compare, or write what came out where that is asked for.

    In Markdown the exchanges stand in ```console blocks, which all share one terminal.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        pieces = re.split(r"(?<=^```console\n)(.*?)(?=^```$)", text, flags=re.MULTILINE | re.DOTALL)
    else:
        first = re.search(r"^(# .*\n\n)?\$ ", text, flags=re.MULTILINE)
        assert first, f"{path} has no commands"
        pieces = [text[: first.start()], text[first.start() :]]
    writing = os.environ.get("BAIGONG_TRANSCRIPTS") == "write"
    line = 1
    for at, piece in enumerate(pieces):
        if at % 2:
            pieces[at] = _play_piece(path, line, piece, terminal, writing)
        line += piece.count("\n")
    assert len(pieces) > 1, f"{path} has no commands"
    if writing:
        path.write_text("".join(pieces), encoding="utf-8")


def _play_piece(path: Path, line: int, piece: str, terminal: Terminal, writing: bool) -> str:
    played = []
    for exchange in read_exchanges(piece):
        found = terminal.type(exchange.typed)
        agreed = agrees(exchange.expected, found)
        if not agreed and not writing:
            wanted, got = "\n".join(exchange.expected), "\n".join(found)
            where = f"{path}:{line + exchange.line - 1}"
            pytest.fail(f"{where}: $ {exchange.typed}\n-- expected\n{wanted}\n-- found\n{got}")
        kept = exchange.expected if agreed and _is_loose(exchange.expected) else found
        above = [exchange.heading, ""] if exchange.heading else []
        played.append("\n".join([*above, f"$ {exchange.typed}", *kept]))
    return "\n\n".join(played) + "\n"
