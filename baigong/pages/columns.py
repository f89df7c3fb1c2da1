"""Columns that several tables share, for any row that has their field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from baigong import words
from baigong.pages.blocks import Column, Tone, words_of
from baigong.words import Light, Status

RowT = TypeVar("RowT")
_SOURCES = ("根据", "依据", "按照", "来源", "来自")
"""How a source begins that says by itself that it is one."""


class HasUnits(Protocol):
    """A row that says who does it, by role."""

    @property
    def lead(self) -> tuple[str, ...]:
        """Who leads it."""

    @property
    def units(self) -> tuple[str, ...]:
        """Who is responsible for it."""

    @property
    def support(self) -> tuple[str, ...]:
        """Who supports it."""


class HasStatus(Protocol):
    """A row that has a status."""

    @property
    def status(self) -> Status:
        """Its status."""


class HasPercent(Protocol):
    """A row that says how much is done."""

    @property
    def percent(self) -> float:
        """How much is done, 0 to 100."""


class HasLight(Protocol):
    """A row that has a light, or none once it is finished."""

    @property
    def light(self) -> Light | None:
        """Its light."""


def from_source(text: str, source: str) -> str:
    """Write a task's text with what it came from, where no document holds it: 摸清底数。（根据省长2月8日批示）."""
    if not source:
        return text
    return f"{text}（{source if source.startswith(_SOURCES) else f'根据{source}'}）"


def short_units(row: HasUnits, most: int = 2) -> str:
    """Write who does it in short: the leads or the first names, 等 and how many there are."""
    names = list(dict.fromkeys([*row.lead, *row.units, *row.support]))
    if not names:
        return "未列单位"
    if row.lead:
        rest = len(names) - len(row.lead)
        return "、".join(row.lead) + "牵头" + (f"，另{rest}家" if rest else "")
    return short_names(names, most)


def short_names(names: Sequence[str], most: int = 2) -> str:
    """Write names in short: the first of them, 等 and how many there are."""
    return "、".join(names) if len(names) <= most else f"{names[0]}等{len(names)}家"


def all_units(row: HasUnits) -> str:
    """Write everyone who does it, in full, the leads marked."""
    leads = [f"{name}（牵头）" for name in row.lead]
    return "、".join(dict.fromkeys([*leads, *row.units, *row.support]))


_STATUS_TONES: dict[Status, Tone] = {"blocked": "yellow", "done": "green", "closed": "dim", "dropped": "dim"}


def status_tone(row: HasStatus) -> Tone:
    """Emphasise a status: blocked stands out, what is finished steps back."""
    return _STATUS_TONES.get(row.status, "")


def status_words(row: HasStatus) -> str:
    """Write a status."""
    return words.STATUS[row.status]


def percent_words(row: HasPercent) -> str:
    """Write a percent."""
    return words.percent(row.percent)


def light_words(row: HasLight) -> str:
    """Write a light."""
    return words.LIGHT[row.light] if row.light else "—"


def light_tone(row: HasLight) -> Tone:
    """Colour a light in its own colour; the word is printed too."""
    return row.light or ""


ID: Column[object] = Column("id", "编号")
PLAN: Column[object] = Column("plan", "方案")
LEADER: Column[object] = Column("leader", "分管领导", least=100)
UNITS: Column[HasUnits] = Column("units", "责任单位", short_units, full=all_units)
STATUS: Column[HasStatus] = Column("status", "状态", status_words, status_tone)
PERCENT: Column[HasPercent] = Column("percent", "进度", percent_words, right=True)
LIGHT: Column[HasLight] = Column("light", "灯", light_words, light_tone)


def count(key: str, title: str, tone: Tone = "", least: int = 0) -> Column[object]:
    """Make a column of a count; anything but nothing is in `tone`."""

    def coloured(row: object) -> Tone:
        return tone if getattr(row, key) else ""

    return Column(key, title, tone=coloured, right=True, least=least)


def of_plans(columns: tuple[Column[RowT], ...], rows: Sequence[RowT]) -> tuple[Column[RowT], ...]:
    """Put the column of the plan before the others where the rows are of several plans."""
    several = any(words_of(row, PLAN.key) for row in rows) and not any(column.key == PLAN.key for column in columns)
    return (PLAN, *columns) if several else columns


def of_leaders(columns: tuple[Column[RowT], ...], rows: Sequence[RowT]) -> tuple[Column[RowT], ...]:
    """Put the column of 分管领导 behind the others where any task names one."""
    return (*columns, LEADER) if any(words_of(row, LEADER.key) for row in rows) else columns
