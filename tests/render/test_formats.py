"""Which format a result goes out in, and where it goes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from baigong.cli.output import show
from baigong.errors import RequestError, UsageError
from baigong.ledger.ledger import Ledger
from baigong.pages.agenda import Agenda
from baigong.pages.blocks import (
    Heading,
    Page,
    Sheet,
    Table,
)
from baigong.pages.tasks import task_listing
from baigong.render.delimited import to_csv
from baigong.render.formats import FORMATS, Format, choose
from baigong.render.interface import Result
from baigong.reports.tasks import task_rows
from tests.support.builders import plan, task
from tests.support.listings import listing

LISTING = Result([], listing("甲"))
PAGE = Result([], page=Page(()))
BOTH = Result([], listing("甲"), Page(()))
EXPORT = Result(
    [],
    book=lambda: (Sheet("任务", (Table(listing("甲")),)),),
    agenda=lambda: Agenda("方案", "方案", date(2019, 1, 1), (), ()),
)


@pytest.mark.parametrize(
    ("format", "file", "chosen"),
    [
        (None, None, "table"),
        ("csv", None, "csv"),
        ("CSV ", None, "csv"),
        (None, "a.CSV", "csv"),
        (None, "a.md", "md"),
        (None, "a.txt", "table"),
        ("ids", "a.csv", "ids"),
    ],
)
def test_the_format_is_the_one_asked_for_or_told_by_the_ending(
    format: str | None, file: str | None, chosen: str
) -> None:
    assert choose(format, Path(file) if file else None, LISTING).name == chosen


@pytest.mark.parametrize("file", ["a.exe", "a", ".csv"])
def test_an_ending_of_no_format_is_refused_with_those_there_are(file: str) -> None:
    with pytest.raises(UsageError) as raised:
        choose(None, Path(file), LISTING)
    assert ".csv" in raised.value.hint


def test_a_name_without_an_ending_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="文件名“台账”没有结尾"):
        choose(None, Path("台账"), LISTING)
    with pytest.raises(UsageError, match="是文件夹"):
        choose(None, tmp_path, LISTING)


@pytest.mark.parametrize(("format", "file", "right"), [("csv", "a.docx", "a.csv"), ("html", "b.md", "b.html")])
def test_a_file_is_not_written_under_the_ending_of_another_format(format: str, file: str, right: str) -> None:
    with pytest.raises(UsageError, match="不符，没有写入") as raised:
        choose(format, Path(file), LISTING)
    assert right in raised.value.hint
    assert choose("html", Path("b.htm"), LISTING).name == "html"


def test_a_format_of_no_name_is_refused_with_those_that_fit() -> None:
    with pytest.raises(UsageError, match="没有“xls”这种格式") as raised:
        choose("xls", None, PAGE)
    assert "md" in raised.value.hint
    assert "csv" not in raised.value.hint


def test_a_page_has_no_csv_unless_it_has_a_listing_too() -> None:
    with pytest.raises(UsageError, match="这里没有 csv 格式"):
        choose("csv", None, PAGE)
    with pytest.raises(UsageError):
        choose(None, Path("a.csv"), PAGE)
    assert choose("csv", None, BOTH).name == "csv"


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_every_format_writes_what_it_says_it_can_show(format: Format) -> None:
    results = [result for result in (LISTING, PAGE, BOTH, EXPORT) if format.fits(result)]
    assert results
    assert all(isinstance(format.write(result), bytes) for result in results)


def test_no_two_formats_share_a_name_or_an_ending() -> None:
    names = [name for format in FORMATS for name in (format.name, *format.endings)]
    assert len(set(names)) == len(names)


def test_a_listing_goes_to_a_file_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = listing("甲\x1b")
    for name in ("a.json", "a.csv", "a.tsv", "a.md", "a.txt"):
        show(Result([vars(row) for row in made.rows], made), None, tmp_path / name)
        content = (tmp_path / name).read_bytes()
        assert "甲".encode() in content
        assert b"\x1b" not in content
        assert content.startswith(b"\xef\xbb\xbf") == (name == "a.csv")
        assert capsys.readouterr().out == f"已写入 {tmp_path / name}\n"


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="没有文件夹"):
        show(LISTING, None, tmp_path / "没有" / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_listing_goes_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    show(LISTING, "ids")
    assert capsys.readouterr().out == "1.1\n"
    show(LISTING, "csv")
    assert capsys.readouterr().out.startswith("编号,"), "the mark of a file is not for a screen"
    show(LISTING)
    assert "编号" in capsys.readouterr().out


def test_a_page_goes_to_a_file_as_its_data_or_its_words(tmp_path: Path) -> None:
    page = Result({"week": 5}, page=Page((Heading("周报", 1),)))
    show(page, None, tmp_path / "a.json")
    show(page, None, tmp_path / "a.md")
    assert json.loads((tmp_path / "a.json").read_bytes()) == {"week": 5}
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "# 周报\n"


def test_no_report_is_written_over_the_files_of_a_ledger(tmp_path: Path) -> None:
    for name in ("progress.jsonl", "tasks.yaml", "Units.yaml"):
        with pytest.raises(RequestError):
            show(LISTING, "json", tmp_path / name)


def test_the_texts_of_a_real_listing_are_whole_in_csv() -> None:
    long = "完成" * 200 + "。"
    states = Ledger(plan(task("1.1", text=long))).on(date(2019, 2, 1))
    assert long in to_csv(task_listing(task_rows(states)))
