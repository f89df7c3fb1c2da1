"""A listing of tasks: its columns, by which `list --columns` names them, and its footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from baigong import words
from baigong.pages.blocks import Column, Listing, Tone
from baigong.pages.columns import ID, LIGHT, STATUS, of_plans, short_units
from baigong.reports.tasks import TaskRow
from baigong.words import Light, Status


def _responsible(row: TaskRow) -> str:
    return "、".join(row.units) + ("等" if row.open_ended and row.units else "")


def _text(row: TaskRow) -> str:
    # The text of an item begins with its heading; that of a sentence has none.
    return row.text if not row.title or row.text.startswith(row.title) else f"{row.title}　{row.text}"


def _due(row: TaskRow) -> str:
    # What goes on has no date of its own; a step of it may have one.
    return str(row.next_due or ("持续推进" if row.ongoing else row.due))


def _due_tone(row: TaskRow) -> Tone:
    return "red" if row.overdue_days else ""


def _percent(row: TaskRow) -> str:
    return "—" if row.ongoing else words.percent(row.percent)


def _late(row: TaskRow) -> str:
    return f"逾期{row.overdue_days}天" if row.overdue_days else ""


def _scheduled(row: TaskRow) -> str:
    return "—" if row.ongoing else words.percent(row.scheduled)


def _latest(row: TaskRow) -> str:
    return f"{row.latest_on} {row.latest}" if row.latest and row.latest_on else row.latest


def _red(_row: object) -> Tone:
    return "red"


_ALL: tuple[Column[TaskRow], ...] = (
    ID,
    Column("section", "板块", right=True),
    Column("text", "任务", _text, wide=True),
    Column("lead", "牵头", wide=True),
    Column("units", "责任单位", short_units, least=110, full=_responsible),
    Column("support", "配合", wide=True),
    Column("start", "起始"),
    Column("due", "时限"),
    Column("next_due", "最近时限", _due, _due_tone),
    Column("basis", "依据"),
    Column("source", "来源", wide=True, least=140, spare=True),
    STATUS,
    Column("percent", "进度", _percent, right=True),
    Column("scheduled", "序时", _scheduled, right=True, least=96),
    LIGHT,
    Column("reason", "亮灯原因", wide=True),
    Column("overdue_days", "逾期", _late, _red),
    Column("latest", "最新进展", _latest, wide=True, least=130, spare=True),
    Column("problem", "存在问题", wide=True, least=130, spare=True),
    Column("next", "下一步", wide=True, least=160, spare=True),
    Column("leader", "分管领导"),
    Column("finished_on", "办结日"),
)
COLUMNS: dict[str, Column[TaskRow]] = {column.key: column for column in _ALL}
"""Every column that a listing of tasks can show, by its key."""

DEFAULT = (
    "id",
    "text",
    "units",
    "next_due",
    "status",
    "percent",
    "scheduled",
    "light",
    "source",
    "latest",
    "problem",
    "next",
)


def task_listing(rows: Sequence[TaskRow], columns: Iterable[str] | None = None, footer: str = "") -> Listing[TaskRow]:
    """Make a listing of tasks. The columns named by `columns` are always shown, whatever the width.

    Without `columns`, a table shows those that fit, and a data file shows all.
    """
    if columns is None:
        table_columns = of_plans(tuple(COLUMNS[key] for key in DEFAULT), rows)
        return Listing(table_columns, rows, footer, empty="没有符合条件的任务", data_columns=of_plans(_ALL, rows))
    keys = tuple(columns)
    table_columns = tuple(replace(COLUMNS[key], least=0, spare=False) for key in keys)
    if "lead" in keys or "support" in keys:
        # A unit shown in the column of its role is not repeated in this one.
        alone = replace(COLUMNS["units"], words=_responsible, wide=True, least=0)
        table_columns = tuple(alone if column.key == "units" else column for column in table_columns)
    return Listing(of_plans(table_columns, rows), rows, footer, empty="没有符合条件的任务")


class _Lit(Protocol):
    @property
    def status(self) -> Status: ...

    @property
    def light(self) -> Light | None: ...


def count_words(tasks: Iterable[_Lit]) -> str:
    """Count tasks for a footer: 共 89 项：未启动 80、推进中 9；红灯 3、黄灯 2."""
    counted = list(tasks)
    by_status = [(word, sum(task.status == status for task in counted)) for status, word in words.STATUS.items()]
    by_light = [(word, sum(task.light == light for task in counted)) for light, word in words.LIGHT.items()]
    statuses = "、".join(f"{word} {count}" for word, count in by_status if count)
    lights = "、".join(f"{word}灯 {count}" for word, count in by_light if count)
    return f"共 {len(counted)} 项" + (f"：{statuses}" if statuses else "") + (f"；{lights}" if lights else "")
