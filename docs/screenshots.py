"""Draw the README's screenshots: the real output of two commands on the shipped plan, with a few records in it.

Run as `python docs/screenshots.py` from the clone; it writes docs/list.svg and docs/report.svg.
"""

from __future__ import annotations

import html
import io
import os
import re
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from baigong.cli.app import run
from baigong.render import output

DOCS = Path(__file__).resolve().parent
WIDTH = 100
RECORDS = (
    ("done", "2.8", "--on", "2019-01-25", "--unit", "省科技厅"),
    ("done", "2.8", "--on", "2019-01-25"),
    ("progress", "2.3", "45", "--on", "2019-01-31", "--note", "已开复工项目台账"),
    ("done", "3.2", "--on", "2019-02-01", "--note", "交叉考核已结束"),
    ("progress", "2.4", "30", "--on", "2019-02-01"),
    ("progress", "2.6", "20", "--on", "2019-02-01"),
    ("block", "2.10", "--on", "2019-01-30", "--note", "园区规划环评未批"),
    ("progress", "1.6.4", "35", "--on", "2019-01-31", "--note", "1月已化解部分"),
    ("progress", "8.13", "60", "--on", "2019-02-02", "--note", "储备肉已投放"),
)


def draw(name: str, title: str, lines: int, *command: str) -> None:
    """Run a command on a recording console and save its first lines."""
    drawn = io.StringIO()
    with mock.patch.object(output, "make_console", _console), redirect_stdout(drawn):
        run(list(command))
    shown = drawn.getvalue().splitlines()
    short = _console()
    short.print(Text.from_ansi("\n".join(shown[:lines] + (["…"] if len(shown) > lines else []))))
    (DOCS / f"{name}.svg").write_text(align(short.export_svg(title=title)), encoding="utf-8")


def _console() -> Console:
    return Console(file=io.StringIO(), width=WIDTH, record=True, force_terminal=True, highlight=False)


_TEXT = re.compile(r'<text class="([^"]*-r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" ([^>]*)>([^<]*)</text>')
_RUN = re.compile(r"[\u2e80-\uffef]+|[^\u2e80-\uffef \xa0]+")
_CELL = 12.2


def align(svg: str) -> str:
    """Place each run of Chinese and of Latin letters at its own column.

    Rich gives a text as many columns as it has letters, and a Chinese letter takes two.
    """

    def place(match: re.Match[str]) -> str:
        kind, x, y, rest, words = match.groups()
        plain = html.unescape(words)
        parts = []
        for run_ in _RUN.finditer(plain):
            at = float(x) + _CELL * cell_len(plain[: run_.start()])
            length = _CELL * cell_len(run_[0])
            text = html.escape(run_[0])
            parts.append(f'<text class="{kind}" x="{at:.1f}" y="{y}" textLength="{length:.1f}" {rest}>{text}</text>')
        return "".join(parts)

    return _TEXT.sub(place, svg)


def main() -> None:
    """Make a ledger in a temporary folder, record, and draw."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ |= {"BAIGONG_TODAY": "2019-02-03", "BAIGONG_BY": "督查室"}
        with redirect_stdout(io.StringIO()):
            run(["init"])
            for record in RECORDS:
                run(list(record))
        draw("list", "baigong list --section 2", 40, "list", "--section", "2")
        draw("report", "baigong report --week 5", 48, "report", "--week", "5")


if __name__ == "__main__":
    main()
