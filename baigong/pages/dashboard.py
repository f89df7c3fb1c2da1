"""The report as a page for a browser: figures, what is red, charts, every task with filters, and then the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from baigong import words
from baigong.calendar import long_day
from baigong.pages.blocks import (
    Bars,
    Contents,
    Figure,
    Figures,
    Filter,
    FilteredListing,
    Filters,
    Grid,
    GridRow,
    Heading,
    LineChart,
    Listing,
    Page,
    Paragraph,
    Tags,
    Tone,
    WebBlock,
    WebPage,
)
from baigong.pages.columns import of_leaders
from baigong.pages.scoreboard import report_words
from baigong.pages.tasks import COLUMNS, count_words
from baigong.pages.weekly import section_bar
from baigong.pages.weekly_columns import LATE
from baigong.pages.weekly_context import pace, span_words
from baigong.reports.tasks import TaskRow
from baigong.reports.trend import UnitTrend, UnitWeek, WeekRow
from baigong.reports.weekly import UnitRow, Weekly

_FINISHED = "finished"
"""The value of the filter of lights for tasks that have none."""
_ORDER = {"red": 0, "yellow": 1, "green": 2, None: 3}
_TASKS = ("id", "text", "units", "leader", "next_due", "status", "percent", "scheduled", "light", "reason", "latest")
_LEAD = ("id", "text", "units", "status", "percent", "light", "reason", "problem")


@dataclass(frozen=True)
class DashboardRows:
    """What the page shows besides the report: every task, the weeks of the plan, and those of each unit.

    `leaders` maps a task's id to those who answer for it, its own or those of its units.
    """

    tasks: Sequence[TaskRow]
    leaders: Mapping[str, tuple[str, ...]]
    weeks: Sequence[WeekRow]
    units: Sequence[UnitTrend]


def dashboard(
    report: Weekly, rows: DashboardRows, text: Page, expand: Callable[[Iterable[str]], tuple[str, ...]]
) -> WebPage:
    """Lay out the page; `text` is the report for reading, `expand` puts the members of groups in their place."""
    title = f"{report.title}　督查{span_words(report)}报"
    return WebPage(title, tuple(_blocks(report, rows, text, _Tagger(rows, expand))))


class _Tagger:
    """Says for which values of the filters a row is shown."""

    def __init__(self, rows: DashboardRows, expand: Callable[[Iterable[str]], tuple[str, ...]]) -> None:
        self._units: dict[str, None] = {}
        """Every unit, in the order of the plan: the tasks of a section share their tags, whoever leads each."""
        self._by_id: dict[str, Tags] = {}
        units = {row.id: self._all_units(row, expand) for row in rows.tasks}
        for row in rows.tasks:
            # A step is shown with its task.
            self._by_id |= dict.fromkeys(
                (row.id, *(step.id for step in row.steps)), self._tags(row, units[row.id], rows.leaders[row.id])
            )

    def _all_units(self, row: TaskRow, expand: Callable[[Iterable[str]], tuple[str, ...]]) -> set[str]:
        names = (*row.lead, *row.units, *row.support)
        units = dict.fromkeys((*names, *expand(names)))
        self._units |= units
        return set(units)

    def _tags(self, row: TaskRow, units: set[str], leaders: tuple[str, ...]) -> Tags:
        of_task = tuple(unit for unit in self._units if unit in units)
        return {"unit": of_task, "leader": leaders, "light": (row.light or _FINISHED,)}

    def tags(self, row: Any) -> Tags:
        """Give the tags of a row about a task or a part of one; a row about a unit has that unit's alone."""
        if isinstance(row, UnitRow):
            return {"unit": (row.unit,)}
        return self._by_id.get(getattr(row, "id", ""), {})

    def filters(self) -> Filters:
        """Give the filters that leave a choice."""
        leaders = dict.fromkeys(leader for tags in self._by_id.values() for leader in tags["leader"])
        lights = [*((code, f"{name}灯") for code, name in words.LIGHT.items()), (_FINISHED, "已办结、已取消")]
        every = (
            Filter("unit", "单位", tuple((unit, unit) for unit in self._units)),
            Filter("leader", "分管领导", tuple((leader, leader) for leader in leaders)),
            Filter("light", "亮灯", tuple(lights)),
        )
        return Filters(tuple(one for one in every if one.values))


def _blocks(report: Weekly, rows: DashboardRows, text: Page, tagger: _Tagger) -> Iterator[WebBlock]:
    period = report.period
    yield Heading(f"{report.title}　督查{span_words(report)}报", 1)
    whose = f"　{report.whose}" if report.whose else ""
    standing = f"，本{span_words(report)}尚未结束" if period.running else ""
    days = f"{period.label}（{long_day(period.start)}至{long_day(period.end)}）"
    yield Paragraph(f"{days}{whose}　数据截至{long_day(period.as_of)}{standing}", "dim")
    yield Figures(tuple(_figures(report)))
    yield Contents()
    yield tagger.filters()
    yield Heading(f"红灯任务（{len(report.red)} 项）")
    yield FilteredListing(Listing(tuple(COLUMNS[key] for key in _LEAD), report.red, empty="没有红灯任务"), tagger.tags)
    yield Heading(f"逾期事项（{len(report.late)} 项）")
    yield FilteredListing(Listing(of_leaders(LATE, report.late), report.late, empty="没有逾期事项"), tagger.tags)
    yield Heading("各板块进度")
    yield Bars(tuple(section_bar(row) for row in report.sections))
    yield Heading("每周进度")
    yield _burn_up(rows.weeks)
    yield Heading("各单位每周报告和逾期")
    yield _heat_map(rows.units)
    yield Heading(f"全部任务（{len(rows.tasks)} 项）")
    tasks = sorted(rows.tasks, key=lambda row: _ORDER[row.light])
    columns = tuple(COLUMNS[key] for key in _TASKS)
    yield FilteredListing(Listing(columns, tasks, count_words(tasks), empty="没有任务"), tagger.tags, counted=True)
    yield from _text(text, tagger)


def _text(text: Page, tagger: _Tagger) -> Iterator[WebBlock]:
    """Give the report for reading from its first part on; the filters hold for its tables too."""
    blocks = text.on("web")
    first = next((at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level > 1), 0)
    for block in blocks[first:]:
        if isinstance(block, Listing) and any(tagger.tags(row) for row in block.rows):
            yield FilteredListing(block, tagger.tags)
        else:
            yield block


def _figures(report: Weekly) -> Iterator[Figure]:
    totals = report.totals
    yield Figure("任务", str(totals.tasks), f"未启动 {totals.todo}、推进中 {totals.doing}、受阻 {totals.blocked}")
    yield Figure("办结", str(totals.finished), f"完成率 {totals.rate:g}%，其中销号 {totals.closed}")
    if totals.percent is not None and totals.scheduled is not None:
        yield Figure("平均进度", f"{totals.percent:g}%", f"序时进度 {totals.scheduled:g}%，{pace(totals)}")
    red: Tone = "red" if totals.red else ""
    yield Figure("红灯", str(totals.red), f"黄灯 {totals.yellow}、绿灯 {totals.green}", red)
    late: Tone = "red" if totals.overdue else "yellow" if totals.late_parts else ""
    yield Figure("逾期任务", str(totals.overdue), f"另有举措、节点 {totals.late_parts} 项", late)
    silent = sum(row.silent for row in report.units)
    yield Figure("零报告", str(silent), f"共 {len(report.units)} 家单位", "yellow" if silent else "")


def _burn_up(weeks: Sequence[WeekRow]) -> LineChart:
    return LineChart(
        "每周的平均进度、完成率与序时进度（%）",
        tuple(f"第{row.week}周" for row in weeks),
        (
            ("平均进度", tuple(row.percent for row in weeks)),
            ("序时进度", tuple(row.scheduled for row in weeks)),
            ("完成率", tuple(row.rate for row in weeks)),
        ),
    )


def _heat_map(units: Sequence[UnitTrend]) -> Grid:
    numbers = [week.week for week in units[0].weeks] if units else []
    reported = "数字是本单位报告的次数；“代记”是督查室代为记录；“零报告”是应报而没有报"
    note = f"{reported}；“逾”是到周末本身或举措、节点逾期的任务数。"
    rows = [GridRow(one.unit, tuple(_cell(week) for week in one.weeks), {"unit": (one.unit,)}) for one in units]
    return Grid("单位", tuple(f"第{number}周" for number in numbers), tuple(rows), note)


def _cell(week: UnitWeek) -> tuple[str, Tone]:
    words_of_week = report_words(week.reports, week.recorded, week.silent)
    if week.late:
        return f"{words_of_week} 逾 {week.late}", "red"
    return words_of_week, "yellow" if week.silent else "green" if week.reports else ""
