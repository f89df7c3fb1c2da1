"""Reads cells as people fill them in: a percent, a status, references, words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from baigong.errors import (
    CellTooLongError,
    OfficeStatusError,
    PercentIsDateError,
    PercentOutOfBoundsError,
    UnclearPercentError,
    UnclearStatusError,
)
from baigong.numerals import number as han_number
from baigong.words import STATUS, Reported, visible
from baigong.workbook.grid import Cell
from baigong.workbook.layout import CHOICES, MOST_WORDS, STATUS_WORDS

_AROUND = re.compile(r"^(?:已|约|大约|达到?|完成|进度|为|:)+|(?:左右|以上|了)+$")
_HAN = "〇零一二两三四五六七八九十百"
_TENTHS = re.compile(f"([{_HAN[1:]}\\d]|十)成([一二三四五六七八九半\\d])?")
_HAN_PERCENT = re.compile(f"(?:百分之)?([{_HAN}]+)(?:点([〇零一二三四五六七八九]+))?")


def read_words(cell: Cell) -> str:
    """Give the words of a cell, a date as 2019-02-01, a whole number without a point.

    Raises:
        CellError: they are too many, or the formula has no value.
    """
    value = _value(cell)
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value * 100:g}%" if "%" in cell.number_format else f"{value:.10g}"
    text = "\n".join(line.rstrip() for line in visible(value).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    text = text.strip()
    if len(text) > MOST_WORDS:
        raise CellTooLongError(len(text), MOST_WORDS)
    return text


def read_status(cell: Cell) -> Reported | None:
    """Give the status that the words mean, None for an empty cell.

    Raises:
        CellError: they mean none that a unit can report.
    """
    text = re.sub(r"[\s。.,，、；;]", "", unicodedata.normalize("NFKC", read_words(cell)))
    if not text:
        return None
    if text in STATUS_WORDS:
        return STATUS_WORDS[text]
    accepted = "、".join(STATUS[code] for code in CHOICES)
    if text in STATUS.values():
        raise OfficeStatusError(text, accepted)
    raise UnclearStatusError(text, accepted)


def read_percent(cell: Cell) -> float | None:
    """Give a percent from 0 to 100: 60, 60%, 0.6, 六成, 六十, 百分之六十, ６０％; None for an empty cell.

    A number between 0 and 1 is a share: 0.6 is 60; 1 is one percent unless the cell is shown as a percent.

    Raises:
        CellError: it is no number, or out of bounds.
    """
    value = _value(cell)
    if isinstance(value, datetime | date):
        raise PercentIsDateError(value)
    if isinstance(value, float):
        percent: float | None = value * 100 if "%" in cell.number_format or 0 < value < 1 else value
        text = f"{value:g}"
    else:
        text = visible(value).strip()
        if not text:
            return None
        percent = _percent_of(unicodedata.normalize("NFKC", text))
    if percent is None:
        raise UnclearPercentError(text)
    if not 0 <= percent <= 100:
        raise PercentOutOfBoundsError(text)
    return round(percent, 2)


def _percent_of(text: str) -> float | None:
    text = _AROUND.sub("", re.sub(r"\s|。$", "", text).replace("％", "%").replace("﹪", "%"))
    if text in ("半", "一半", "过半"):
        return 50.0 if text != "过半" else None
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        pass
    else:
        return value * 100 if not text.endswith("%") and 0 < value < 1 else value
    match = _TENTHS.fullmatch(text)
    if match:
        rest = 5 if match[2] == "半" else _digit(match[2] or "0")
        return 10.0 * _digit(match[1]) + rest
    match = _HAN_PERCENT.fullmatch(text)
    if match:
        if match[1].strip("〇零") == "":
            return 0.0
        fraction = float("0." + "".join(str(_digit(one)) for one in match[2])) if match[2] else 0.0
        whole = han_number(match[1])
        return whole + fraction if whole else None
    return None


def _digit(text: str) -> int:
    if text in "〇零":
        return 0
    digit: int = int(text) if text.isdigit() else han_number(text) or 0
    return digit


def read_references(cell: Cell) -> tuple[str, ...]:
    """Give the references of a cell of evidence: one a line, or with semicolons between them."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[\n;；]", read_words(cell)) if part.strip()))


def _value(cell: Cell) -> str | float | date:
    if cell.fault:
        raise cell.fault
    return cell.value


Reader = Callable[[Cell], object]
READERS: dict[str, Reader] = {
    "status": read_status,
    "percent": read_percent,
    "note": read_words,
    "problem": read_words,
    "next": read_words,
    "actual": read_words,
    "evidence": read_references,
    "lead": read_words,
}
"""How the answer in each open column is read."""
