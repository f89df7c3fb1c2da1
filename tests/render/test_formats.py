"""The formats of a listing: what a spreadsheet, a page, a program or a screen makes of text from a file."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.cli.output import show
from baigong.errors import RequestError, UsageError
from baigong.ledger.ledger import Ledger
from baigong.pages.agenda import Agenda
from baigong.pages.blocks import (
    Bar,
    Bars,
    Column,
    FactList,
    Heading,
    Listing,
    Page,
    Paragraph,
    Sheet,
    Table,
)
from baigong.pages.tasks import task_listing
from baigong.render.delimited import as_text, cell, to_csv, to_tsv
from baigong.render.formats import FORMATS, Format, choose
from baigong.render.ids import to_ids
from baigong.render.inert import inert
from baigong.render.interface import Result
from baigong.render.json import to_json
from baigong.render.markdown import escape, to_markdown
from baigong.reports.tasks import TargetValue, task_rows
from tests.support.builders import plan, task

Row = SimpleNamespace
"""A row of any type: a format asks it for nothing but the fields that its columns name."""

COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "编号", lambda row: str(row.id)),
    Column("text", "任务", lambda row: str(row.text), wide=True),
    Column("percent", "进度", lambda row: f"{row.percent}%", right=True, least=500),
)


def listing(*texts: str, footer: str = "", title: str = "") -> Listing[Row]:
    rows = [Row(id=f"1.{at}", text=text, percent=at) for at, text in enumerate(texts, 1)]
    return Listing(COLUMNS, rows, footer, title=title, empty="没有任务")


# Text made harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("完成核对", "完成核对"),
        ("一\n二\r\n三\t四", "一 二 三 四"),
        ("\x1b[31m红", "‹U+001B›[31m红"),
        ("\x9b31m", "‹U+009B›31m"),
        ("\x07\x00\x7f", "‹U+0007›‹U+0000›‹U+007F›"),
        ("文\u202e件\u2066\ufeff", "文‹U+202E›件‹U+2066›‹U+FEFF›"),
        ("半\ud800个", "半‹U+D800›个"),
        ("一\u2028二", "一 二"),
    ],
)
def test_what_would_act_on_a_screen_is_named_instead(text: str, shown: str) -> None:
    assert inert(text) == shown


@given(st.text())
def test_harmless_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    made = inert(text)
    assert not any(letter < " " or "\x7f" <= letter <= "\x9f" for letter in made)
    assert len(made.splitlines()) <= 1
    assert inert(made) == made


# CSV and TSV


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "＝1+1", "\t=1", "\r\n=cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_takes_for_a_formula_becomes_text(text: str) -> None:
    assert cell(text).startswith("'")
    assert cell(text) == "'" + inert(text)


@pytest.mark.parametrize("text", ["完成核对", "1-2月", "a=b", "", "3.2", "'已有引号"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_a_table_has_its_headings_and_every_column_whatever_the_width() -> None:
    text = to_csv(listing('说"完"，成', "a,b"))
    assert text == '编号,任务,进度\n"=""1.1""","说""完""，成",1%\n"=""1.2""","a,b",2%\n'
    assert to_csv(listing()) == "编号,任务,进度\n"


def test_ids_are_texts_to_a_spreadsheet() -> None:
    assert [as_text(id) for id in ("3.10", "1.6.4", "00f05bb070", '3"&A1&"')] == [
        '="3.10"',
        '="1.6.4"',
        '="00f05bb070"',
        '="3&A1&"',
    ]


@pytest.mark.slow
def test_ids_come_back_from_a_spreadsheet_as_they_went(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("没有安装 LibreOffice（apt-get install libreoffice-calc）")
    rows = [Row(id=id, text="甲", percent=1) for id in ("3.1", "3.10", "1.6.4", "8.13.1", "1e5")]
    (tmp_path / "l.csv").write_bytes(to_csv(Listing(COLUMNS, rows)).encode("utf-8-sig"))
    made = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "csv", "--outdir"]
    subprocess.run(
        [*made, str(tmp_path / "back"), str(tmp_path / "l.csv")], check=True, capture_output=True, timeout=120
    )
    back = list(csv.reader((tmp_path / "back" / "l.csv").open(encoding="utf-8-sig", errors="replace")))
    assert [row[0] for row in back[1:]] == ["3.1", "3.10", "1.6.4", "8.13.1", "1e5"]


def test_a_tab_or_a_line_break_within_a_text_breaks_no_row() -> None:
    assert to_tsv(listing("一\t二\n三")) == "编号\t任务\t进度\n1.1\t一 二 三\t1%\n"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_whatever_the_text_a_row_is_a_row(texts: list[str]) -> None:
    for text, mark, kept in ((to_csv(listing(*texts)), ",", as_text), (to_tsv(listing(*texts)), "\t", cell)):
        rows = list(csv.reader(io.StringIO(text), delimiter=mark))
        assert [row[0] for row in rows] == ["编号", *(kept(f"1.{at}") for at in range(1, len(texts) + 1))]
        assert [row[1] for row in rows[1:]] == [cell(given) for given in texts]


# Markdown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>"),
        ("[x](http://a)", r"\[x\]\(http\://a\)"),
        ("*粗* _斜_ `码`", r"\*粗\* \_斜\_ \`码\`"),
        ("# 一", r"\# 一"),
        ("&nbsp;", r"\&nbsp;"),
        ("a\\|b", r"a\\\|b"),
        ("1. 一", r"1\. 一"),
        ("- 一", r"\- 一"),
        ("17.6万人，同比增长-7%", "17.6万人，同比增长-7%"),
    ],
)
def test_marks_of_markdown_and_html_are_escaped(text: str, written: str) -> None:
    assert escape(text) == written


def test_a_listing_is_a_table_of_pipes() -> None:
    text = to_markdown(listing("甲|乙", title="逾期", footer="共 1 项\n截至今日"))
    assert text.splitlines() == [
        "**逾期**",
        "",
        "| 编号 | 任务 | 进度 |",
        "| --- | --- | ---: |",
        r"| 1.1 | 甲\|乙 | 1% |",
        "",
        "共 1 项",
        "",
        "截至今日",
    ]
    assert to_markdown(listing()) == "没有任务\n"


@given(st.text())
def test_whatever_the_text_it_is_one_row_of_three_cells(text: str) -> None:
    row = to_markdown(listing(text)).splitlines()[2]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 4


def test_a_page() -> None:
    page = Page(
        (
            Heading("周报 #1", 1),
            Paragraph("第5周 *"),
            FactList((("完成率", "5%|"),)),
            Bars((Bar("1 抓|调控", 12.5, 30, "12%"),)),
            Heading("办结"),
            listing("甲"),
        )
    )
    assert to_markdown(page).split("\n\n") == [
        r"# 周报 \#1",
        r"第5周 \*",
        r"- 完成率：5%\|",
        "| 板块 | 进度 | 序时进度 | |\n| --- | ---: | ---: | --- |\n" r"| 1 抓\|调控 | 12.5% | 30% | 12% |",
        "## 办结",
        "| 编号 | 任务 | 进度 |\n| --- | --- | ---: |\n| 1.1 | 甲 | 1% |\n",
    ]


# JSON and ids


def test_json_keeps_keys_and_chinese_as_they_are() -> None:
    assert to_json([{"id": "1.1", "on": date(2019, 2, 1), "text": "核对"}]) == (
        '[\n  {\n    "id": "1.1",\n    "on": "2019-02-01",\n    "text": "核对"\n  }\n]\n'
    )
    target = TargetValue("甲", 1, "个", "at_least", None)
    keys = {"text": "甲", "value": 1, "unit": "个", "bound": "at_least", "actual": None}
    assert json.loads(to_json(target)) == keys


@given(st.text(st.characters(codec=None)))
def test_json_is_read_again_and_holds_nothing_that_acts_on_a_screen(text: str) -> None:
    written = to_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not any("\x7f" <= letter <= "\x9f" or letter in "\x1b\u202e\u2028\ufeff" for letter in written)
    written.encode()


def test_json_refuses_what_it_cannot_say() -> None:
    with pytest.raises(TypeError):
        to_json({"what": object()})
    with pytest.raises(ValueError, match="JSON"):
        to_json({"what": float("nan")})


def test_ids_come_once_each_or_units_where_there_are_no_ids() -> None:
    assert to_ids(listing("甲", "乙")) == "1.1\n1.2\n"
    rows = [Row(id="1.1"), Row(id="1.1"), Row(unit="省甲厅")]
    assert to_ids(Listing(COLUMNS, rows)) == "1.1\n省甲厅\n"
    assert to_ids(listing()) == ""


# Which format, and where it goes


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
