"""All formats of one report agree: the figures read back from each are those of its JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from baigong.calendar import short_day
from baigong.cli.app import run
from baigong.cli.report import web_page
from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.pages.brief import brief_page
from baigong.pages.weekly import MOST, weekly_page
from baigong.render.formats import FORMATS
from baigong.render.interface import Result
from baigong.reports.period import week_period
from baigong.reports.weekly import weekly
from tests.ledger.test_against_model import events, plans
from tests.support.builders import UNITS

pytestmark = pytest.mark.slow

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Document:
    """What a reader of a file sees: its sentences, and the rows of its tables by the titles of their columns."""

    text: str
    tables: list[Rows]

    def rows(self, *titles: str) -> Rows:
        """Give the rows of all tables that have these columns."""
        return [row for table in self.tables for row in table if set(titles) <= set(row)]


def read_word(content: bytes) -> Document:
    document = docx.Document(io.BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return Document("\n".join(each.text for each in document.paragraphs), [rows_of(table) for table in tables])


def read_markdown(content: bytes) -> Document:
    lines = re.sub(r"\\(.)", r"\1", content.decode().replace(r"\|", "｜")).splitlines()
    tables: list[list[list[str]]] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("|"):
            if not before.startswith("|"):
                tables.append([])
            if not line.startswith("| ---"):
                tables[-1].append([cell.strip() for cell in line[1:-1].split("|")])
    return Document("\n".join(line for line in lines if not line.startswith("|")), [rows_of(each) for each in tables])


def read_page(content: bytes) -> tuple[Document, dict[str, str]]:
    """Read the page: the report for reading, and its headline figures with the notes under them."""
    root = html.fromstring(content.decode())
    tables = [
        [[cell.text_content() for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
        for table in root.xpath("//table[not(@data-counted)][preceding::h2[text()='总体情况']]")
    ]
    parts = root.xpath("//*[self::p or self::h2 or self::h3][preceding::h2[text()='总体情况']]")
    figures = {one.xpath("./dt")[0].text: "；".join(one.xpath("./dd")[0].itertext()) for one in root.xpath("//dl/div")}
    return Document("\n".join(part.text_content() for part in parts), [rows_of(each) for each in tables]), figures


def rows_of(table: list[list[str]]) -> Rows:
    head, *rows = table
    return [dict(zip(head, row, strict=True)) for row in rows]


def number_in(text: str, pattern: str) -> float | None:
    match = re.search(pattern, text)
    return float(match[1]) if match else None


NUMBER = r"(-?\d+(?:\.\d+)?)"
SENTENCES = {
    "tasks": rf"共{NUMBER}项任务",
    "finished": rf"已办结{NUMBER}项",
    "rate": rf"完成率{NUMBER}%",
    "percent": rf"平均进度{NUMBER}%",
    "scheduled": rf"序时进度{NUMBER}%",
    "red": rf"亮红灯{NUMBER}项",
    "yellow": rf"黄灯{NUMBER}项，",
    "green": rf"绿灯{NUMBER}项",
    "overdue": rf"任务逾期{NUMBER}项",
    "late_parts": rf"举措、节点逾期{NUMBER}项",
    "todo": rf"未启动{NUMBER}项",
    "doing": rf"推进中{NUMBER}项",
    "blocked": rf"受阻{NUMBER}项",
    "dropped": rf"已取消{NUMBER}项",
    "closed": rf"已销号{NUMBER}项",
}
ON_SCREEN = {
    "tasks": rf"任务 +共 {NUMBER} 项",
    "finished": rf"已办结 {NUMBER} 项",
    "rate": rf"完成率 +{NUMBER}%",
    "percent": rf"平均进度 +{NUMBER}%",
    "scheduled": rf"序时进度 +{NUMBER}%",
    "red": rf"亮灯 +红 {NUMBER}",
    "yellow": rf"亮灯 .*?黄 {NUMBER}",
    "green": rf"亮灯 .*?绿 {NUMBER}",
    "overdue": rf"逾期 +(?:任务 )?{NUMBER} 项",
    "late_parts": rf"另有举措、节点 {NUMBER} 项",
}
IN_A_MESSAGE = {
    "tasks": rf"共 {NUMBER} 项",
    "finished": rf"办结 {NUMBER} 项（",
    "rate": rf"项（{NUMBER}%）",
    "percent": rf"平均进度 {NUMBER}%",
    "scheduled": rf"序时进度 {NUMBER}%",
    "red": rf"红 {NUMBER}",
    "yellow": rf"黄 {NUMBER}",
    "green": rf"绿 {NUMBER}",
}


def totals_agree(text: str, patterns: dict[str, str], totals: dict[str, Any]) -> None:
    """What is not said is 0, or nothing that was measured."""
    for name, pattern in patterns.items():
        assert (number_in(text, pattern) or 0) == (totals[name] or 0), (name, text)


def close(shown: str, exact: float | None) -> bool:
    """Whether a whole percent shows this one; — is none."""
    return shown == "—" if exact is None else abs(float(shown.rstrip("%")) - exact) < 1


def document_agrees(document: Document, report: dict[str, Any]) -> None:
    totals_agree(document.text, SENTENCES, report["totals"])

    def ids(*titles: str) -> list[str]:
        return [row["编号"] for row in document.rows("编号", *titles)]

    late_tasks = {row["task"] for row in report["late"]}
    lit = [row for row in report["red"] if row["id"] not in late_tasks] + report["yellow"]
    assert [(row["编号"], row["办结日"]) for row in document.rows("办结日")] == [
        (row["id"], row["finished_on"]) for row in report["done"]
    ]
    assert [(row["编号"], row["日期"]) for row in document.rows("进展")] == [
        (row["id"], short_day(date.fromisoformat(row["on"]))) for row in report["notes"]
    ]
    assert ids("内容") == [row["id"] for row in report["decisions"]]
    assert re.findall(r"^\d+\.任务([\d.]+)（", document.text, re.MULTILINE) == [row["id"] for row in report["problems"]]
    assert [(row["编号"], row["应完成"], row["逾期"]) for row in document.rows("应完成", "逾期")] == [
        (row["id"], row["due"], f"{row['overdue_days']}天") for row in report["late"]
    ]
    assert ids("状态", "原因") == [row["id"] for row in lit]
    for shown, row in zip(document.rows("状态", "原因"), lit, strict=True):
        assert close(shown["进度"], None if row["ongoing"] else row["percent"])
    coming = [row["编号"] for row in document.rows("状态", "事项") if "逾期" not in row]
    assert coming == [row["id"] for row in (*report["due"], *report["coming"])]
    for shown, row in zip(document.rows("板块", "任务"), report["sections"], strict=True):
        assert shown["板块"].split()[0] == row["id"]
        counts = ("任务", "tasks"), ("办结", "finished"), ("红灯", "red"), ("黄灯", "yellow")
        assert all(shown[title] == str(row[name]) for title, name in counts)
        assert close(shown["平均进度"], row["percent"]) and close(shown["序时进度"], row["scheduled"])
    for shown, row in zip(document.rows("单位", "任务", "本期报告"), report["units"], strict=True):
        assert shown["单位"] == row["unit"] and close(shown["平均"], row["percent"])
        names = {"任务": "tasks", "办结": "finished", "推进": "doing", "受阻": "blocked", "未动": "todo"}
        names |= {"逾期": "overdue", "红": "red", "黄": "yellow"}
        assert all(shown[title] == str(row[name]) for title, name in names.items())
        assert ("零报告" in shown["本期报告"]) == row["silent"]
        assert (number_in(shown["本期报告"], r"^(\d+) 次") or 0) == row["reports"]
        # What the office recorded is shown where the unit itself reported nothing.
        assert row["reports"] or (number_in(shown["本期报告"], r"代记 (\d+)") or 0) == row["recorded"]


def page_agrees(content: bytes, report: dict[str, Any]) -> None:
    document, figures = read_page(content)
    document_agrees(document, report)
    totals = report["totals"]
    beside = {
        "任务": (totals["tasks"], totals["todo"], totals["doing"], totals["blocked"]),
        "办结": (totals["finished"], totals["rate"], totals["closed"]),
        "红灯": (totals["red"], totals["yellow"], totals["green"]),
        "逾期任务": (totals["overdue"], totals["late_parts"]),
        "零报告": (sum(row["silent"] for row in report["units"]), len(report["units"])),
    }
    if totals["percent"] is not None:
        beside["平均进度"] = (totals["percent"], totals["scheduled"])
    assert set(figures) == set(beside)
    for label, numbers in beside.items():
        shown = [float(each) for each in re.findall(NUMBER, figures[label])]
        assert shown[: len(numbers)] == list(numbers), (label, figures[label])
    root = html.fromstring(content.decode())
    for title, rows in (("红灯任务", report["red"]), ("逾期事项", report["late"])):
        (heading,) = root.xpath(f"//h2[starts-with(text(), '{title}（')]")
        listed = heading.xpath("following-sibling::*[1]//tbody/tr/td[1]")
        assert [cell.text for cell in listed] == [row["id"] for row in rows]
        assert number_in(heading.text, rf"{NUMBER} 项") == len(rows)
    bars = root.xpath("//div[@class='bars']/svg/@aria-label")
    assert len(bars) == len(report["sections"])
    # The last point of each line is this report's.
    last = root.xpath("//details//tbody/tr[last()]/td")
    measures = (totals["percent"], totals["scheduled"], totals["rate"])
    assert [cell.text for cell in last] == ["—" if each is None else f"{each:g}%" for each in measures]


def screen_agrees(text: str, report: dict[str, Any]) -> None:
    totals = report["totals"]
    if not report["recorded"]:
        assert number_in(text, rf"任务 +共 {NUMBER} 项") == totals["tasks"]
        assert number_in(text, rf"逾期 +(?:任务 )?{NUMBER} 项") == totals["overdue"]
        return
    totals_agree(text, ON_SCREEN, totals)
    lines = text.splitlines()
    for title, name in (("本周办结", "done"), ("进展情况", "notes"), ("存在问题", "problems"), ("逾期", "late")):
        at = next((at for at, line in enumerate(lines) if re.match(rf" *{title}（\d", line)), None)
        if at is None:
            assert not report[name]
            continue
        assert number_in(lines[at], rf"（{NUMBER}") == len(report[name])
        below = [line for line in lines[at + 1 :] if re.match(r"\d+(\.\d+)+ ", line)]
        assert [line.split()[0] for line in below[: min(MOST, len(report[name]))]] == [
            row["id"] for row in report[name][:MOST]
        ]


def message_agrees(text: str, report: dict[str, Any]) -> None:
    totals_agree(text, IN_A_MESSAGE, report["totals"])
    assert (number_in(text, rf"(?m)^逾期 {NUMBER} 项") or 0) == len(report["late"])
    assert (number_in(text, rf"(?m)^逾期 \d+ 项（任务 {NUMBER} 项") or 0) == report["totals"]["overdue"]
    assert (number_in(text, rf"(?m)^逾期 \d+ 项（.*举措、节点 {NUMBER} 项") or 0) == report["totals"]["late_parts"]
    assert (number_in(text, rf"(?m)^本周办结 {NUMBER} 项") or 0) == len(report["done"])
    assert (number_in(text, rf"零报告 {NUMBER} 家") or 0) == sum(row["silent"] for row in report["units"])
    named = re.findall(r"(?m)^· ([\d.]+) ", text)
    assert named == [row["id"] for row in report["late"][: len(named)]]


def all_agree(files: dict[str, bytes], message: str) -> None:
    report = json.loads(files["json"])
    document_agrees(read_word(files["docx"]), report)
    document_agrees(read_markdown(files["md"]), report)
    page_agrees(files["html"], report)
    screen_agrees(files["table"].decode(), report)
    message_agrees(message, report)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert run(["init", str(folder), "--demo"]) == 0
    return folder


@pytest.mark.parametrize("options", [["--week", "3"], ["--week", "5"], ["--week", "10"], ["--date", "2019-03-28"]])
def test_the_formats_of_a_report_of_the_demonstration_agree(
    demo: Path, tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    report = ["-f", str(demo), "--as-of", "2019-04-20", "report", *options]
    endings = {"json": "json", "docx": "docx", "md": "md", "html": "html", "table": "txt"}
    for ending in endings.values():
        assert run([*report, "-o", str(tmp_path / f"r.{ending}")]) == 0
    capsys.readouterr()
    assert run([*report, "--brief"]) == 0
    message = capsys.readouterr().out
    all_agree({name: (tmp_path / f"r.{ending}").read_bytes() for name, ending in endings.items()}, message)


@settings(max_examples=15, deadline=None)
@given(plans(), events(), st.integers(1, 16))
def test_the_formats_of_a_report_of_any_ledger_agree(plan: Plan, journal: list[Event], week: int) -> None:
    ledger = Ledger(plan, journal, UNITS)
    report = weekly(ledger, week_period(plan.head.start, date(2019, 4, 24), week))
    page = weekly_page(report)
    result = Result(report, page=page, web=lambda: web_page(ledger, report, page))
    files = {one.name: one.write(result) for one in FORMATS if one.name in ("json", "docx", "md", "html", "table")}
    all_agree(files, FORMATS[0].write(Result(report, page=brief_page(report))).decode())


def listing_rows(name: str, content: bytes) -> Rows:
    """Read the first table of a listing written in any of its formats."""
    if name in ("csv", "tsv"):
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter="," if name == "csv" else "\t"))
    if name == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        table = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        at = next(at for at, row in enumerate(table) if {"编号", "单位"} & set(row))
        width = sum(bool(cell) for cell in table[at])
        rows = [row[:width] for row in table[at:]]
        ends = next((end for end, row in enumerate(rows) if sum(map(bool, row)) < 2), len(rows))
        return rows_of(rows[:ends])
    if name == "html":
        root = html.fromstring(content.decode())
        return rows_of([[cell.text_content() for cell in row] for row in root.xpath("//table")[0].xpath(".//tr")])
    return (read_word if name == "docx" else read_markdown)(content).tables[0]


def numbers_of(rows: Rows, titles: dict[str, str]) -> Iterator[list[str]]:
    for row in rows:
        yield [row[title].strip("'=\"").rstrip("%天") for title in titles]


@pytest.mark.parametrize(
    ("command", "titles"),
    [
        ("list", {"编号": "id"}),
        ("overdue", {"编号": "id", "逾期": "overdue_days"}),
        ("units", {"单位": "unit", "任务": "tasks", "办结": "done", "销号": "closed", "逾期": "overdue"}),
    ],
)
def test_the_formats_of_a_listing_agree(demo: Path, tmp_path: Path, command: str, titles: dict[str, str]) -> None:
    line = ["-f", str(demo), "--as-of", "2019-04-05", command]
    endings = ("json", "csv", "tsv", "md", "docx", "xlsx", "html")
    for ending in endings:
        assert run([*line, "-o", str(tmp_path / f"r.{ending}")]) == 0
    rows = json.loads((tmp_path / "r.json").read_bytes())
    for ending in endings[1:]:
        # A page names the units that only support below its table: they have no rank.
        shown = [row for row in rows if ending not in ("md", "docx", "html") or row.get("rank", 1) is not None]
        wanted = [[str(row[name]) for name in titles.values()] for row in shown]
        read = listing_rows(ending, (tmp_path / f"r.{ending}").read_bytes())
        assert wanted and list(numbers_of(read, titles)) == wanted, ending
