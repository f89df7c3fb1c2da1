"""Words made to do harm, a ledger that is full of them, and what each output format must have made of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from baigong.render.inert import inert

HOSTILE = (
    "[red]红[/red] [link=http://evil.example]x[/link] [/] \\[",
    "\x1b[31m红\x1b[0m\x1b]0;标题\x07\x1b]8;;http://evil.example\x1b\\链接\x1b]8;;\x1b\\",
    "\x9b31m红\x9d0;标题\x9c \x7f\x00\x08",
    "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;</td></table>",
    '=HYPERLINK("http://evil.example","点")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-1-1",
    "＝1+1",
    "\t=1+1",
    "文\u202e字倒\u202c写\u2066x\u2069\u200f\ufeff",
    "一行\n第二行\r\n第三行\u2028第四行\x85第五行\x0b\x0c",
    "零\u200b宽\u200d字 𠮷😀 e\u0301",
    "../../../../etc/passwd",
    "{{7*7}} {% raw %} ${7*7} {0.__class__} %s %n #{7*7}",
    "[点](javascript:alert(1)) ![图](http://evil.example/x.png) <http://evil.example> `码` **粗** _斜_ ~~删~~",
    "# 标题 | 格 | 格 |",
    "- 项",
    "1. 项",
    "===",
    "www.evil.example http://evil.example a@evil.example",
    "$(touch owned) `touch owned` ; touch owned | cat > owned && \\$(touch owned)",
    "引\"号,逗号';分号",
    "END:VEVENT\r\nBEGIN:VALARM",
    "- a: &b *c !d {e: [f",
    "  前后空格  ",
)

ACTIVE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What no output may hold: it acts on a screen. Tabs and line ends are for each format to judge."""


def text(at: int) -> str:
    """The hostile words in the place of a task's text, its title, and so on: named, so that each can be found again."""
    return HOSTILE[at % len(HOSTILE)]


def make_hostile_ledger(folder: Path) -> None:
    """A ledger in which everything that can be words is hostile ones; every task has another of them."""
    units = [f"{words.strip()}局{at}" for at, words in enumerate(HOSTILE)]
    tasks = [
        {
            "id": f"1.{at + 1}",
            "title": words,
            "text": words,
            "lead": [units[at]],
            "support": [units[at - 1]],
            "basis": words,
            "documents": [words],
            "targets": [{"text": words, "value": 1.5, "unit": words}],
            "steps": [{"id": f"1.{at + 1}.1", "text": words, "due": "2019-01-10", "basis": words}],
        }
        for at, words in enumerate(HOSTILE)
    ]
    everything = " ".join(HOSTILE)
    plan = {
        "plan": {
            "title": everything,
            "number": everything,
            "issuer": everything,
            "issued": "2019-01-01",
            "start": "2019-01-01",
            "due": "2019-03-31",
            "basis": everything,
        },
        "sections": [{"id": "1", "title": everything, "units": units, "basis": everything, "tasks": tasks}],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tasks.yaml").write_text(_yaml(plan), encoding="utf-8")
    rows = [{"name": unit, "leader": text(at), "contact": text(at)} for at, unit in enumerate(units)]
    group = {"name": f"各{everything}", "members": units[:3], "aliases": [everything]}
    (folder / "units.yaml").write_text(_yaml({"units": [*rows, group]}), encoding="utf-8")
    (folder / "progress.jsonl").write_text("".join(_events(units)), encoding="utf-8")


def _yaml(data: Any) -> str:
    """JSON is YAML, and its escapes let every character through; those beyond 16 bits YAML writes in its own way."""
    pair = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)")
    return pair.sub(lambda two: json.loads(f'"{two[0]}"'), json.dumps(data))


def _events(units: list[str]) -> Iterator[str]:
    for at, words in enumerate(HOSTILE):
        task = f"1.{at + 1}"
        said = {"at": f"2019-01-2{at % 8 + 1}T09:00:{at:02}+08:00", "on": "2019-01-30", "by": words, "note": words}
        proof = [words, {"file": words, "size": 1, "sha256": "0" * 64}]
        made: tuple[dict[str, Any], ...] = (
            {"kind": "progress", "unit": units[at], "percent": 40, "evidence": proof, "actual": {words: 1.0}},
            {"kind": "progress", "status": "blocked", "percent": 50},
            {"kind": "defer", "due": "2019-03-30", "reason": words},
            {"kind": "assign", "responsible": [words], "reason": words},
        )
        for number, event in enumerate(made):
            yield json.dumps({"id": f"e{at:02}{number}", "task": task} | said | event) + "\n"
        if at % 3 == 0:
            yield json.dumps({"id": f"d{at:02}", "task": task, "kind": "progress", "status": "done"} | said) + "\n"
            later = said | {"on": "2019-01-31", "at": "2019-01-31T10:00:00+08:00"}
            kind = {"kind": "close", "verifier": words} if at % 2 else {"kind": "reject", "reason": words}
            yield json.dumps({"id": f"c{at:02}", "task": task} | later | kind) + "\n"


def squeezed(words: str) -> str:
    """Words with every run of space as one, as a page or a screen shows them."""
    return re.sub(r"\s+", " ", words).strip()


def check_screen(output: str) -> str:
    """A screen gets no control character but the end of a line."""
    found = ACTIVE.search(output.replace("\n", ""))
    assert not found and "\t" not in output, repr(output[max(0, found.start() - 40) :][:80] if found else output)
    return output


def check_json(output: str) -> str:
    """JSON holds the very words, and nothing in it acts on a screen."""
    assert not ACTIVE.search(output.replace("\n", ""))
    return "\n".join(_strings(json.loads(output, parse_constant=_refuse_constant)))


def _refuse_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(key)
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def check_table(output: str, delimiter: str) -> str:
    """A spreadsheet gets one row a line, and no cell that is a formula."""
    check_screen(output.replace("\t", "") if delimiter == "\t" else output)
    rows = list(csv.reader(io.StringIO(output.removeprefix("\ufeff"), newline=""), delimiter=delimiter))
    assert rows and len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            # An id is the text of a formula that holds nothing else: ="3.10".
            assert re.fullmatch('="[^"]*"', cell) or not cell.lstrip().startswith(
                ("=", "+", "-", "@", "＝", "＋", "－", "＠")
            ), cell
    return "\n".join(cell.removeprefix("'") for row in rows for cell in row)


# What a page of ours is made of; a link, a picture, code, or HTML can only have come out of hostile words.
_MARKDOWN = {
    *("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item", "strong"),
    *("text", "inline", "softbreak"),
}


def check_markdown(output: str) -> str:
    """Markdown is headings, paragraphs, tables and lists, and shows the words as they are."""
    check_screen(output)
    parser = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    shown = []
    for token in parser.parse(output):
        for one in (token, *(token.children or ())):
            kind = one.type.removesuffix("_open").removesuffix("_close")
            assert kind in _MARKDOWN or one.type == "text_special", (one.type, one.content)
            if kind == "text" or one.type == "text_special":
                shown.append(one.content)
        shown.append("\n")
    whole = "".join(shown)
    for bare in re.findall(r"(?<!\\)(?:www\.|[a-z]+://|mailto:)", output):
        raise AssertionError(f"{bare} becomes a link by itself")
    return whole


_OWN_SCRIPT = resources.files("baigong.render").joinpath("web/page.js").read_text(encoding="utf-8").strip()


class _Page(HTMLParser):
    """Collects the text of a page, and refuses what acts."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.within: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "script" or not attrs, attrs
        assert tag not in ("iframe", "object", "embed", "base", "form", "link"), tag
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert not re.match(r"\s*(javascript|data|vbscript|https?):", value or "", re.IGNORECASE) or (
                name.startswith("xmlns")
            ), (tag, value)
        self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "script" in self.within:
            self.scripts.append(data)
        elif "style" not in self.within:
            self.shown.append(data)


def check_html(output: str) -> str:
    """A page has no script, no handler and no address but its own."""
    check_screen(output.replace("\t", ""))
    page = _Page()
    page.feed(output)
    assert "".join(page.scripts).strip() in ("", _OWN_SCRIPT), page.scripts
    return "".join(page.shown)


def check_docx(output: bytes) -> str:
    """A Word document has no field but the page number, no link, no picture, and nothing that acts on who reads it."""
    document = docx.Document(io.BytesIO(output))
    assert not [each for each in document.part.rels.values() if each.is_external]
    body = document.element.body
    assert not list(body.iter(*(qn(name) for name in ("w:hyperlink", "w:drawing", "w:object", "w:instrText"))))
    words = "\n".join(each.text or "" for each in body.iter(qn("w:t")))
    return check_screen(words)


def check_workbook(output: bytes) -> str:
    """A workbook has no formula, no link outside, and no text that acts on a screen it is copied to."""
    book = openpyxl.load_workbook(io.BytesIO(output))
    assert not getattr(book, "_external_links", None)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    return check_screen("\n".join(cell.value for cell in cells if isinstance(cell.value, str)))


def check_calendar(output: str) -> str:
    """A calendar is read by its library, and each property stays within its line."""
    calendar = icalendar.Calendar.from_ical(output)
    words = [str(event.get(name, "")) for event in calendar.walk("VEVENT") for name in ("SUMMARY", "DESCRIPTION")]
    return check_screen("\n".join(words))


def _decoded(check: Callable[[str], str]) -> Callable[[bytes], str]:
    return lambda output: check(output.decode("utf-8").removeprefix("\ufeff"))


CHECKS: dict[str, Callable[[bytes], str]] = {
    "table": _decoded(check_screen),
    "ids": _decoded(check_screen),
    "json": _decoded(check_json),
    "csv": _decoded(lambda output: check_table(output, ",")),
    "tsv": _decoded(lambda output: check_table(output, "\t")),
    "md": _decoded(check_markdown),
    "html": _decoded(check_html),
    "docx": check_docx,
    "xlsx": check_workbook,
    "ics": _decoded(check_calendar),
    "taskwarrior": _decoded(check_json),
}
"""What each format must be, by its name; gives the text that a reader of it sees."""


def shown(words: str) -> str:
    """What a reader is to see of hostile words, on a page or a screen."""
    return squeezed(inert(words))
