"""A listing at any width: what a row is about is always there, what does not fit gives way or becomes a block."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from baigong.pages.blocks import Bar, Bars, Column, FactList, Heading, Listing, Page, Paragraph
from baigong.render.console import drawn, make_console
from baigong.render.screen import UNICODE, screen_of, shows_chinese
from baigong.render.table import table_lines

LONG = "省生态环境保护督察整改工作领导小组办公室"


@dataclass(frozen=True)
class Row:
    id: str = "1.6.4"
    text: str = "按月落实化解任务"
    units: str = LONG + "等10家"
    due: str = "2019-02-28"
    days: str = "20天"
    status: str = "推进中"
    note: str = ""


COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "编号"),
    Column("text", "事项", wide=True),
    Column("units", "责任单位"),
    Column("due", "应完成"),
    Column("days", "逾期", right=True),
    Column("status", "状态"),
    Column("note", "备注", wide=True),
)


def lines(*rows: Row, width: int) -> list[str]:
    return [line.plain for line in table_lines(Listing(COLUMNS, rows), width, UNICODE)]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_too_wide_and_id_date_and_number_are_whole(width: int) -> None:
    shown = lines(Row(), Row(id="1.10", text="完成核对" * 30), width=width)
    assert max(map(cell_len, shown)) <= width
    text = "\n".join(shown)
    assert all(whole in text for whole in ("1.6.4", "1.10", "2019-02-28", "20天", "推进中", "完成核对完成"))


def test_the_subject_is_given_more_than_the_names_beside_it() -> None:
    head = lines(Row(text="完成核对" * 30), width=100)[0]
    subject = cell_len(head[: head.index("责任单位")]) - cell_len(head[: head.index("事项")])
    names = cell_len(head[: head.index("应完成")]) - cell_len(head[: head.index("责任单位")])
    assert subject > names


def test_an_empty_column_is_no_wider_than_its_title() -> None:
    shown = lines(Row(text="完成核对" * 30), width=100)
    assert shown[0].endswith("  备注")
    assert cell_len(shown[1]) == 100, "the others have all that is left"


def test_what_fits_no_table_becomes_a_block_with_its_titles() -> None:
    assert lines(Row(), width=40) == [
        "1.6.4  按月落实化解任务",
        "  责任单位 省生态环境保护督察整改工作领",
        "  导小组办公室等10家  应完成 2019-02-28",
        "  逾期 20天  状态 推进中",
    ]


def test_a_rest_of_a_few_letters_stands_alone_in_a_block() -> None:
    shown = lines(Row(units="省生态环境保护督察整改工作领导小组办公室"), width=40)
    assert shown[1:4] == [
        "  责任单位 省生态环境保护督察整改工作领",
        "  导小组办公室  应完成 2019-02-28",
        "  逾期 20天  状态 推进中",
    ]
    shown = lines(Row(units="省生态环境保护督察整改领导小组办公室"), width=40)
    assert shown[1:4] == ["  责任单位 省生态环境保护督察整改领导小", "  组办公室", "  应完成 2019-02-28  逾期 20天"]


def test_the_text_of_a_block_folds_like_that_of_a_table() -> None:
    shown = lines(Row(text="完成核对" * 30), width=40)
    assert shown[0].startswith("1.6.4  完成核对")
    assert shown[1].endswith("…")


def test_a_row_without_an_id_is_about_its_unit() -> None:
    columns: tuple[Column[Row], ...] = (
        Column("unit", "单位", lambda row: row.units),
        Column("text", "依据", wide=True),
    )
    shown = [line.plain for line in table_lines(Listing(columns, (Row(text="没有依据"),)), 30, UNICODE)]
    assert shown == ["省生态环境保护督察整改工作领导", "  小组办公室等10家", "  依据 没有依据"]


@given(
    st.lists(st.builds(Row, text=st.text(max_size=60), units=st.text(max_size=60)), min_size=1), st.integers(20, 130)
)
def test_whatever_the_words_every_row_is_there_within_the_width(rows: list[Row], width: int) -> None:
    shown = lines(*rows, width=width)
    assert sum(line.startswith("1.6.4") for line in shown) == len(rows)
    assert max(cell_len(line) for line in shown) <= width


# Emoji, and terminals of other encodings


def test_emoji_with_joiners_take_the_columns_they_are_counted_for() -> None:
    shown = lines(Row(text="👨‍👩‍👧到位👍🏽"), Row(text="完成核对工作任务"), width=120)
    ends = {cell_len(line[: line.index("推进中")]) for line in shown if "推进中" in line}
    by_letter = {sum(map(cell_len, line[: line.index("推进中")])) for line in shown if "推进中" in line}
    assert len(ends) == 1
    assert ends == by_letter


PAGE = Page(
    (
        Heading("周报 😀", 1),
        Paragraph("第5周（│ 为序时进度）"),
        FactList((("完成率", "5%"),)),
        Bars((Bar("1 抓调控", 50, 30, "50%"),)),
        Listing(COLUMNS, (Row(text="完成核对" * 30),)),
    )
)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "big5", "ascii", "latin-1", "utf-8"])
def test_a_terminal_is_given_only_what_it_can_show(encoding: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    text = drawn(PAGE, make_console(out))
    text.encode(encoding)
    assert "?" not in text
    assert ("█" in text) == (encoding == "utf-8")
    assert ("│ 为序时进度" in text) == (encoding == "utf-8"), "the mark that the page explains is the one it draws"
    if encoding == "gbk":
        assert "| 为序时进度" in text
        assert "完成核对" in text
        assert "####|" in text.replace("#|#", "##|")
        assert ".." in text


def test_which_encodings_can_show_chinese_at_all() -> None:
    assert shows_chinese("gbk") and shows_chinese("utf-8") and shows_chinese(None)
    assert not shows_chinese("ascii") and not shows_chinese("latin-1") and not shows_chinese("nonsense")
    assert screen_of(None) is screen_of("UTF-8") is UNICODE


# The other blocks


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_long_section_has_its_bar_below_its_title(width: int) -> None:
    title = "2 抓好生态环境突出问题整改以及城镇污水垃圾处理设施建设与长效运行管理机制创新"
    out = io.StringIO()
    console = make_console(out)
    console.width = width
    text = drawn(Page((Bars((Bar(title, 12, 30, "12%　办结 0/2　红 2", "red"), Bar("1 抓", 1, 2, "1%"))),)), console)
    assert "…" not in text
    assert "".join(text.split()).startswith("".join(title.split()))
    assert max(map(cell_len, text.splitlines())) <= width
    assert text.count("│") == 2


def test_the_percents_of_bars_end_at_one_column() -> None:
    out = io.StringIO()
    console = make_console(out)
    console.width = 80
    text = drawn(
        Page((Bars((Bar("1 抓", 5, 2, "5%　办结"), Bar("2 促", 99, 2, "100%　办结"), Bar("3", 0, 0, "持续推进"))),)),
        console,
    )
    assert {cell_len(line[: line.index("%")]) for line in text.splitlines()[:2]} == {cell_len(text.splitlines()[2]) - 1}


def test_a_label_that_takes_half_the_line_stands_above_its_value() -> None:
    out = io.StringIO()
    console = make_console(out)
    console.width = 30
    text = drawn(Page((FactList((("很长很长很长很长的一个标签", "一个很长很长很长很长很长的值"),)),)), console)
    assert text.splitlines()[0] == "  很长很长很长很长的一个标签"
    assert max(map(cell_len, text.splitlines())) <= 30
