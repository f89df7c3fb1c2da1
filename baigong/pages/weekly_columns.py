"""The columns of the tables of a report."""

from __future__ import annotations

from dataclasses import replace

from baigong import words
from baigong.calendar import short_day
from baigong.pages.blocks import Column, Tone
from baigong.pages.columns import ID, PERCENT, STATUS, UNITS, count, from_source, short_names
from baigong.pages.overdue import DAYS, DUE, DUE_TEXT
from baigong.pages.scoreboard import report_words
from baigong.pages.tasks import COLUMNS
from baigong.reports.overdue import DueRow
from baigong.reports.tasks import TaskRow
from baigong.reports.totals import SectionRow
from baigong.reports.weekly import DecisionRow, NoteRow, UnitRow


def _note(row: NoteRow) -> str:
    state = words.REPORTED if row.checkpoint else words.STATUS[row.status] if row.status else ""
    if row.percent is not None and row.status != "done":
        state = f"{state} {words.percent(row.percent)}".strip()
    actual = "、".join(f"{target}：实际 {words.number(value)}" for target, value in row.actual.items())
    problem = f"问题：{row.problem}" if row.problem else ""
    following = f"下一步：{row.next}" if row.next else ""
    return "；".join(part for part in (state, row.note, problem, following, actual) if part) or "（无说明）"


def _reporter(row: NoteRow) -> str:
    """Name the reporter: the unit or, if the office recorded it, the units that answer for the task."""
    return row.unit or short_names(row.units) or row.by


def _short_day(row: NoteRow | DecisionRow) -> str:
    """Write a day without its year, which the head of the report has: the words need the room."""
    return short_day(row.on)


def _problem(row: TaskRow) -> str:
    return row.problem or row.latest or "（未说明）"


def _mean(row: SectionRow | UnitRow) -> str:
    return "—" if row.percent is None else words.percent(row.percent)


def _scheduled(row: SectionRow) -> str:
    return "—" if row.scheduled is None else words.percent(row.scheduled)


def _section(row: SectionRow) -> str:
    return f"{row.id} {row.title}".strip()


def _reports(row: UnitRow) -> str:
    return report_words(row.reports, row.recorded, row.silent)


def _reports_tone(row: UnitRow) -> Tone:
    return "yellow" if row.silent else ""


_TEXT = replace(COLUMNS["text"], words=lambda row: from_source(COLUMNS["text"].say(row), row.source))
_WHO = replace(UNITS, full=None)
DONE: tuple[Column[TaskRow], ...] = (ID, _TEXT, _WHO, COLUMNS["finished_on"])
NOTES: tuple[Column[NoteRow], ...] = (
    ID,
    Column("text", "事项", wide=True),
    Column("unit", "单位", _reporter),
    Column("on", "日期", _short_day),
    Column("note", "进展", _note, wide=True),
)
DECISIONS: tuple[Column[DecisionRow], ...] = (
    ID,
    Column("text", "事项", wide=True),
    Column("on", "日期", _short_day),
    Column("kind", "种类", lambda row: words.KIND[row.kind]),
    Column("words", "内容", wide=True),
)
PROBLEMS: tuple[Column[TaskRow], ...] = (
    ID,
    _TEXT,
    _WHO,
    STATUS,
    Column("problem", "存在问题", _problem, wide=True),
    Column("next", "下一步", wide=True, least=100, spare=True),
)
LATE: tuple[Column[DueRow], ...] = (
    ID,
    DUE_TEXT,
    UNITS,
    DUE,
    DAYS,
    PERCENT,
)
LIT: tuple[Column[TaskRow], ...] = (
    ID,
    _TEXT,
    _WHO,
    STATUS,
    COLUMNS["percent"],
    Column("reason", "原因", wide=True),
)
SECTIONS: tuple[Column[SectionRow], ...] = (
    Column("title", "板块", _section, wide=True),
    count("tasks", "任务"),
    count("finished", "办结"),
    Column("percent", "平均进度", _mean, right=True),
    Column("scheduled", "序时进度", _scheduled, right=True),
    count("red", "红灯", "red"),
    count("yellow", "黄灯", "yellow"),
)
UNIT_FIGURES: tuple[Column[UnitRow], ...] = (
    Column("unit", "单位"),
    count("tasks", "任务"),
    count("finished", "办结"),
    count("doing", "推进"),
    count("blocked", "受阻"),
    count("todo", "未动"),
    Column("percent", "平均", _mean, right=True),
    count("overdue", "逾期", "red"),
    count("red", "红", "red"),
    count("yellow", "黄", "yellow"),
    Column("reports", "本期报告", _reports, _reports_tone, right=True),
)
