"""Draw the README's pictures: what two commands print on a terminal, on the shipped plan after five weeks of records.

`python docs/screenshots.py` from the clone writes docs/list.svg and docs/report.svg. The records are made up.
"""

from __future__ import annotations

import html
import io
import os
import pty
import random
import re
import shlex
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

DOCS = Path(__file__).resolve().parent
WIDTH = 100
CELL = 12.2  # the width of a column in Rich's SVG, in its own units
GLYPH = 20.0  # the size of its letters: a Chinese letter is as wide as it is high
SEED = 4
PERCENTS = (15, 20, 30, 35, 40, 45, 55, 60, 70)
NOTES = ("已开复工，台账已报", "方案已印发", "现场核查完成", "正在会签", "已召开调度会")


def record(ids: list[str]) -> None:
    """Put five weeks of records into the ledger: most tasks under way, some done, a few blocked or untouched."""
    chance = random.Random(SEED)
    for id in ids:
        fate = chance.random()
        day = f"2019-0{chance.choice(('1-2', '1-2', '2-0'))}{chance.randint(1, 3)}"
        note = chance.choice(NOTES)
        if fate < 0.09:
            continue
        if fate < 0.22:
            call("done", id, "--on", day, "--note", note)
        elif fate < 0.27:
            call("block", id, "--on", day, "--note", "环评尚未批复")
        else:
            call("progress", id, str(chance.choice(PERCENTS)), "--on", day, "--note", note)


def call(*command: str) -> str:
    """Run a command on a terminal WIDTH columns wide and give what it prints, colours included."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "baigong", *command], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    printed = bytearray()
    # Linux answers the end of a terminal with an error.
    with suppress(OSError):
        while data := os.read(ours, 65536):
            printed.extend(data)
    os.close(ours)
    program.wait()
    return printed.decode().replace("\r\n", "\n")


def draw(name: str, command: str, lines: int) -> None:
    """Save the first lines of what a command prints as a picture."""
    shown = call(*shlex.split(command)).splitlines()
    console = Console(file=io.StringIO(), width=WIDTH, record=True, force_terminal=True, highlight=False)
    console.print(Text.from_ansi("\n".join(shown[:lines] + (["…"] if len(shown) > lines else []))))
    (DOCS / f"{name}.svg").write_text(place_letters(console.export_svg(title=f"baigong {command}")), encoding="utf-8")


_TEXT = re.compile(r'<text class="([^"]*-r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" ([^>]*)>([^<]*)</text>')
_RUN = re.compile(r"[\u2e80-\uffef“”…—·‘’]|[^\u2e80-\uffef“”…—·‘’ \xa0]+")


def place_letters(svg: str) -> str:
    """Place each Chinese letter in the middle of its two columns, and each Latin word at its own column.

    Rich places a text as if each of its letters took one column, and stretches it to that; a Chinese letter takes two.
    """

    def placed(match: re.Match[str]) -> str:
        kind, x, y, rest, words = match.groups()
        plain = html.unescape(words)
        parts = []
        for run in _RUN.finditer(plain):
            at = float(x) + CELL * cell_len(plain[: run.start()])
            if cell_len(run[0]) == 2 and len(run[0]) == 1:
                at += CELL - GLYPH / 2
            parts.append(f'<text class="{kind}" x="{at:.1f}" y="{y}" {rest}>{html.escape(run[0])}</text>')
        return "".join(parts)

    return _TEXT.sub(placed, svg)


def main() -> None:
    """Make a ledger in a temporary folder, record, and draw."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        settings = {"BAIGONG_TODAY": "2019-02-03", "BAIGONG_BY": "督查室", "COLUMNS": str(WIDTH), "PAGER": "cat"}
        os.environ |= settings | {"TERM": "xterm-256color", "PYTHONPATH": str(DOCS.parent)}
        call("init")
        record(call("list", "--format", "ids").split())
        draw("list", "list --section 2", 40)
        draw("report", "report --week 5", 44)


if __name__ == "__main__":
    main()
