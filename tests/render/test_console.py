"""A page on a terminal: within its width, long text folded to two lines by what its characters take up."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from baigong.ledger.ledger import Ledger
from baigong.pages.blocks import Bar, Bars, Column, FactList, Heading, Listing, Page, Paragraph
from baigong.pages.overdue import overdue_listing
from baigong.pages.tasks import task_listing
from baigong.pages.weekly import weekly_page
from baigong.render.console import make_console, print_page
from baigong.render.fold import fold
from baigong.reports.overdue import overdue_rows
from baigong.reports.period import week_period
from baigong.reports.tasks import task_rows
from baigong.reports.weekly import weekly
from baigong.store.plan_file import load_plan
from baigong.store.units_file import load_units
from tests.support.builders import day, said

DATA = Path(__file__).parents[2] / "data"
LONG = "推进“互联网＋医疗健康”建设，完成12个县、526个村的核对工作（第一批）。"
TEXT = st.text(st.sampled_from("推进核对，。；：、（）《》“”abc123.-% ＋😀é"), max_size=80)


@pytest.fixture(scope="module")
def first() -> Ledger:
    events = [
        said("3.2", "done", on="02-01", note=LONG * 3),
        said("1.8.3", "blocked", 20, on="01-30", unit="省财政厅", note="[bold]不是标记[/bold]"),
    ]
    return Ledger(load_plan(DATA / "tasks.yaml"), events, load_units(DATA / "units.yaml"))


def printed(what: Page | Listing[Any], width: int = 80) -> list[str]:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
    print_page(what if isinstance(what, Page) else Page((what,)), console)
    return out.getvalue().splitlines()


# Folding


def test_what_fits_stays_on_one_line() -> None:
    assert fold("完成核对", 8) == ["完成核对"]
    assert fold("", 8) == [""]


def test_long_text_folds_to_two_lines_and_ends_in_a_mark() -> None:
    assert fold("完成全部村级台账核对", 10) == ["完成全部村", "级台账核对"]
    assert fold("完成全部村级台账的核对", 10) == ["完成全部村", "级台账的…"]
    assert fold("完成全部村级台账", 9) == ["完成全部", "村级台账"]


def test_half_width_and_full_width_are_counted_as_they_are() -> None:
    assert fold("12个县摘帽", 6) == ["12个县", "摘帽"]
    assert fold("a" * 30, 10) == ["a" * 10, "a" * 9 + "…"]


def test_a_closing_mark_does_not_begin_a_line_nor_an_opening_one_end_it() -> None:
    assert fold("完成核对工，并通报", 10) == ["完成核对", "工，并通报"]
    assert fold("完成核对（第一批）", 10) == ["完成核对", "（第一批）"]
    assert fold("甲乙丙丁（）。戊", 10)[1][0] not in "）。"


def test_a_number_is_not_torn_in_two() -> None:
    assert fold("完成核对17.6万人", 11) == ["完成核对", "17.6万人"]
    assert fold("共已完成3526个", 11) == ["共已完成", "3526个"]


def test_more_lines_where_more_are_wanted() -> None:
    assert fold("完成全部村级台账的核对", 10, most=3) == ["完成全部村", "级台账的核", "对"]


@given(TEXT, st.integers(4, 40))
def test_folding_keeps_within_the_width_and_loses_only_what_it_says(text: str, width: int) -> None:
    lines = fold(text, width)
    assert 1 <= len(lines) <= 2
    assert all(sum(cell_len(letter) for letter in line) <= width for line in lines)
    joined = "".join(lines).replace(" ", "")
    if joined.endswith("…"):
        assert len(lines) == 2
        assert text.replace(" ", "").startswith(joined[:-1])
        assert len(joined[:-1]) < len(text.replace(" ", ""))
    else:
        assert joined == text.replace(" ", "")


# Within the width


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_console(first: Ledger, width: int) -> None:
    on = day("02-20")
    states = first.on(on)
    pages: list[Page | Listing[Any]] = [
        task_listing(task_rows(states), footer="共 99 项"),
        overdue_listing(overdue_rows(states), on),
        weekly_page(weekly(first, week_period(first.plan.head.start, on, 5))),
    ]
    for what in pages:
        lines = printed(what, width)
        assert max(cell_len(line) for line in lines) <= width
        assert len(lines) >= 5


def test_every_row_is_there_and_ids_and_statuses_are_whole(first: Ledger) -> None:
    lines = printed(task_listing(task_rows(first.on(day("02-01")))), 80)
    firsts = {line.split()[0] for line in lines if line.strip()}
    assert {state.id for state in first.on(day("02-01"))} <= firsts
    assert sum("未启动" in line for line in lines) == 97
    assert any("推进中" in line or "受阻" in line for line in lines if line.startswith("1.8 "))


def test_a_row_takes_two_lines_at_most(first: Ledger) -> None:
    lines = printed(task_listing(task_rows(first.on(day("02-01")))), 80)
    ids = [number for number, line in enumerate(lines) if line[:1].isdigit()]
    assert max(after - before for before, after in pairwise(ids)) == 2


def test_columns_that_need_a_wider_page_are_left_out_of_a_narrow_one(first: Ledger) -> None:
    listing = task_listing(task_rows(first.on(day("02-01"))[:3]))
    assert "责任单位" not in printed(listing, 80)[0]
    assert "责任单位" in printed(listing, 120)[0]


def listing(*texts: str, **more: Any) -> Listing[SimpleNamespace]:
    columns: tuple[Column[SimpleNamespace], ...] = (
        Column("id", "编号", lambda row: str(row.id)),
        Column("text", "任务", lambda row: str(row.text), wide=True),
        Column("light", "灯", lambda row: str(row.light), lambda row: "red"),
    )
    rows = [SimpleNamespace(id=str(number), text=text, light="红") for number, text in enumerate(texts, 1)]
    return Listing(columns, rows, **more)


@given(st.lists(TEXT, min_size=1, max_size=3), st.integers(40, 120))
def test_columns_stand_in_line_whatever_the_text(texts: list[str], width: int) -> None:
    lines = printed(listing(*texts), width)
    ends = {cell_len(line.rstrip().removesuffix("红")) for line in lines if line.rstrip().endswith("红")}
    assert len(ends) == 1
    assert max(cell_len(line) for line in lines) <= width


def test_a_listing_with_its_title_and_footer_and_an_empty_one() -> None:
    lines = printed(listing("核对", title="逾期", footer="共 1 项\n截至今日"))
    assert lines[0] == "逾期"
    assert [line.rstrip() for line in lines[-2:]] == ["共 1 项", "截至今日"]
    assert [line.strip() for line in printed(listing(empty="没有逾期事项", footer="共 0 项"))] == ["没有逾期事项"]


def test_no_text_is_taken_for_markup_or_reaches_the_screen_as_an_escape_code() -> None:
    text = "\x1b[31m红\x1b[0m [bold]粗[/bold] :smile: \u202e"
    page = Page(
        (
            Heading(text, 1),
            Heading(text),
            Paragraph(text),
            FactList(((text, text),)),
            listing(text, title=text, footer=text),
        )
    )
    shown = "\n".join(printed(page, 120))
    assert "\x1b" not in shown and "\u202e" not in shown
    assert shown.count("[bold]") == shown.count(":smile:") == 8


def test_bars_show_how_far_and_where_it_should_be() -> None:
    bars = Bars((Bar("1 抓调控", 50, 30, "50%"), Bar("2", 0, 100, "0%"), Bar("3", 100, 0, "100%")))
    one, two, three = re.findall("[█░│]+", "\n".join(printed(Page((bars,)), 80)))
    assert len(one) == len(two) == len(three) == 20
    assert (one.count("█"), one[6]) == (9, "│")
    assert two == "░" * 19 + "│"
    assert three == "│" + "█" * 19


# The console itself


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_is_120_columns_unless_columns_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_console(io.StringIO()).width == 120
    monkeypatch.setenv("COLUMNS", "80")
    assert make_console(io.StringIO()).width == 80
    for nonsense in ("", "宽", "-5", "0", "８０"):
        monkeypatch.setenv("COLUMNS", nonsense)
        assert make_console(io.StringIO()).width == 120


def test_there_is_no_colour_in_a_pipe_nor_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    outs = {"pipe": io.StringIO(), "terminal": Terminal(), "no colour": Terminal()}
    for name, out in outs.items():
        if name == "no colour":
            monkeypatch.setenv("NO_COLOR", "1")
        print_page(Page((listing("核对"),)), make_console(out))
    assert "\x1b" not in outs["pipe"].getvalue()
    assert "\x1b[1;31m红" in outs["terminal"].getvalue()
    assert "31m" not in outs["no colour"].getvalue()
    assert "红" in outs["no colour"].getvalue()
