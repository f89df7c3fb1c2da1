"""What people write in the cells of a form, and what is refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from baigong.errors import CellError
from baigong.workbook.grid import Cell
from baigong.workbook.values import read_percent, read_references, read_status, read_words


def cell(value: object, number_format: str = "General") -> Cell:
    return Cell("F12", value, number_format)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "percent"),
    [
        (60.0, 60),
        (0.6, 60),
        (1.0, 1),
        (0.0, 0),
        (100.0, 100),
        ("60", 60),
        ("60%", 60),
        ("６０％", 60),
        ("60.5%", 60.5),
        ("0.6", 60),
        (" 60 % ", 60),
        ("六成", 60),
        ("六成五", 65),
        ("六成半", 65),
        ("六十", 60),
        ("百分之六十", 60),
        ("六十五点五", 65.5),
        ("一百", 100),
        ("约60%", 60),
        ("已完成60%", 60),
        ("60%左右", 60),
        ("60%。", 60),
        ("零", 0),
        ("一半", 50),
        ("", None),
        ("  ", None),
    ],
)
def test_percents(value: object, percent: float | None) -> None:
    assert read_percent(cell(value)) == percent


@pytest.mark.parametrize(("value", "percent"), [(0.6, 60), (1.0, 100), (0.055, 5.5)])
def test_a_cell_shown_as_a_percent_holds_a_share(value: float, percent: float) -> None:
    assert read_percent(cell(value, "0%")) == percent


@pytest.mark.parametrize(
    "value",
    [-5.0, 150.0, "-5", "150", "150%", "差不多了", "过半", "nan", "inf", "60-70", datetime(2019, 2, 1), "1e999"],
)
def test_what_is_no_percent_is_refused_with_what_is_accepted(value: object) -> None:
    with pytest.raises(CellError) as error:
        read_percent(cell(value))
    assert error.value.hint == "请填 0 到 100 之间的数，例如 60"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("推进中", "doing"),
        (" 推进中。", "doing"),
        ("正在推进", "doing"),
        ("已办结", "done"),
        ("完成", "done"),
        ("受阻", "blocked"),
        ("未开始", "todo"),
        ("", None),
    ],
)
def test_statuses(text: str, status: str | None) -> None:
    assert read_status(cell(text)) == status


@pytest.mark.parametrize(("text", "why"), [("已销号", "督查室"), ("已取消", "督查室"), ("快了", "看不懂")])
def test_what_a_unit_may_not_say_of_its_part(text: str, why: str) -> None:
    with pytest.raises(CellError, match=why):
        read_status(cell(text))


def test_words_lose_what_cannot_be_seen_and_dates_become_words() -> None:
    assert read_words(cell("完\u200b成\r\n了 \n")) == "完成\n了"
    assert read_words(cell(datetime(2019, 2, 1))) == "2019-02-01"
    assert read_words(cell(12.0)) == "12"


def test_too_many_words_are_refused() -> None:
    with pytest.raises(CellError, match="40000 字"):
        read_words(cell("长" * 40_000))


def test_references_stand_one_a_line_or_between_semicolons() -> None:
    assert read_references(cell("青水〔2019〕1号；照片\n青水〔2019〕1号")) == ("青水〔2019〕1号", "照片")
