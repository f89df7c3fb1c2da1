"""The report as a page for a browser: figures, what is red, charts, every task with filters, and then the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from baigong import words
from baigong.calendar import long_day
from baigong.deferred import dataclass
from baigong.pages.blocks import (
    Bars,
    Block,
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
from baigong.pages.columns import of_leaders, of_plans
from baigong.pages.scoreboard import report_words
from baigong.pages.tasks import COLUMNS, count_words
from baigong.pages.weekly import section_bar
from baigong.pages.weekly_columns import LATE
from baigong.pages.weekly_context import dropped_words, pace, span_words, week_words
from baigong.reports.overdue import DueRow
from baigong.reports.period import Period
from baigong.reports.tasks import TaskRow
from baigong.reports.totals import Totals
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

    `leaders` maps a task, by its plan's name among several and its id, to those who answer for it, its own or those
    of its units.
    """

    tasks: Sequence[TaskRow]
    leaders: Mapping[tuple[str, str], tuple[str, ...]]
    weeks: Sequence[WeekRow]
    units: Sequence[UnitTrend]


def dashboard(
    report: Weekly, rows: DashboardRows, text: Page, expand: Callable[[Iterable[str]], tuple[str, ...]]
) -> WebPage:
    """Lay out the page; `text` is the report for reading, `expand` puts the members of groups in their place."""
    title = f"{report.title}　督查{span_words(report.period)}报"
    return WebPage(title, tuple(_blocks(report, rows, text, Tagger(rows, expand))))


class Tagger:
    """Says for which values of the filters a row is shown."""

    def __init__(self, rows: DashboardRows, expand: Callable[[Iterable[str]], tuple[str, ...]]) -> None:
        """Take every task; `expand` puts the members of groups in their place."""
        self._units: dict[str, None] = {}
        """Every unit, in the order of the plan: the tasks of a section share their tags, whoever leads each."""
        self._by_id: dict[tuple[str, str], Tags] = {}
        units = [self._all_units(row, expand) for row in rows.tasks]
        for row, own in zip(rows.tasks, units, strict=True):
            tags = self._tags(row, own, rows.leaders[row.plan, row.id])
            # A step is shown with its task.
            self._by_id |= {(row.plan, id): tags for id in (row.id, *(step.id for step in row.steps))}

    def _all_units(self, row: TaskRow, expand: Callable[[Iterable[str]], tuple[str, ...]]) -> set[str]:
        names = (*row.lead, *row.units, *row.support)
        units = dict.fromkeys((*names, *expand(names)))
        self._units |= units
        return set(units)

    def _tags(self, row: TaskRow, units: set[str], leaders: tuple[str, ...]) -> Tags:
        of_task = tuple(unit for unit in self._units if unit in units)
        return {**_of_plan(row.plan), "unit": of_task, "leader": leaders, "light": (row.light or _FINISHED,)}

    def tags(self, row: Any, plan: str = "") -> Tags:
        """Give the tags of a row about a task or a part of one, in the plan of that name among several.

        A row about a unit has that unit's alone.
        """
        if isinstance(row, UnitRow):
            return {**_of_plan(plan), "unit": (row.unit,)}
        return self._by_id.get((getattr(row, "plan", "") or plan, getattr(row, "id", "")), {})

    def filters(self) -> Filters:
        """Give the filters that leave a choice."""
        leaders = dict.fromkeys(leader for tags in self._by_id.values() for leader in tags["leader"])
        plans = dict.fromkeys(plan for plan, _ in self._by_id if plan)
        lights = [*((code, f"{name}灯") for code, name in words.LIGHT.items()), (_FINISHED, "已办结、已取消")]
        every = (
            Filter("plan", "方案", tuple((plan, plan) for plan in plans)),
            Filter("unit", "单位", tuple((unit, unit) for unit in self._units)),
            Filter("leader", "分管领导", tuple((leader, leader) for leader in leaders)),
            Filter("light", "亮灯", tuple(lights)),
        )
        return Filters(tuple(one for one in every if one.values))


def _of_plan(plan: str) -> Tags:
    return {"plan": (plan,)} if plan else {}


def _blocks(report: Weekly, rows: DashboardRows, text: Page, tagger: Tagger) -> Iterator[WebBlock]:
    yield Heading(f"{report.title}　督查{span_words(report.period)}报", 1)
    days = f"{report.period.label}（{long_day(report.period.start)}至{long_day(report.period.end)}）"
    yield from top(days, report.period, report.whose, figures(report.totals, report.units), tagger)
    yield from lit(report.red, report.late, tagger)
    yield Heading("各板块进度")
    yield Bars(tuple(section_bar(row) for row in report.sections))
    yield from by_week(rows)
    yield from every_task(rows.tasks, tagger)
    yield from filtered(after_title(text), tagger)


def top(days: str, period: Period, whose: str, totals: Figures, tagger: Tagger) -> Iterator[WebBlock]:
    """Give what stands first below the title: the days, the figures, the contents, the filters."""
    standing = f"，本{span_words(period)}尚未结束" if period.running else ""
    whose = f"　{whose}" if whose else ""
    yield Paragraph(f"{days}{whose}　数据截至{long_day(period.as_of)}{standing}", "dim")
    yield totals
    yield Contents()
    yield tagger.filters()


def lit(red: Sequence[TaskRow], late: Sequence[DueRow], tagger: Tagger) -> Iterator[WebBlock]:
    """Give the tasks with a red light, and what is late."""
    lead = of_plans(tuple(COLUMNS[key] for key in _LEAD), red)
    yield Heading(f"红灯任务（{len(red)} 项）")
    yield FilteredListing(Listing(lead, red, empty="没有红灯任务"), tagger.tags)
    columns = of_plans(of_leaders(LATE, late), late)
    yield Heading(f"逾期事项（{len(late)} 项）")
    yield FilteredListing(Listing(columns, late, empty="没有逾期事项"), tagger.tags)


def by_week(rows: DashboardRows) -> Iterator[WebBlock]:
    """Give the weeks: the progress as lines, the reports of each unit as a grid."""
    yield Heading("每周进度")
    yield _burn_up(rows.weeks)
    yield Heading("各单位每周报告和逾期")
    yield _heat_map(rows.units)


def every_task(rows: Sequence[TaskRow], tagger: Tagger) -> Iterator[WebBlock]:
    """Give the table of every task, the red ones first."""
    tasks = sorted(rows, key=lambda row: _ORDER[row.light])
    columns = of_plans(tuple(COLUMNS[key] for key in _TASKS), tasks)
    yield Heading(f"全部任务（{len(tasks)} 项）")
    yield FilteredListing(Listing(columns, tasks, count_words(tasks), empty="没有任务"), tagger.tags, counted=True)


def after_title(text: Page) -> Sequence[Block]:
    """Give a report for reading from its first part on."""
    blocks = text.on("web")
    return blocks[next((at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level > 1), 0) :]


def filtered(blocks: Iterable[Block], tagger: Tagger, plan: str = "") -> Iterator[WebBlock]:
    """Let the filters hold for the tables of a report, too; `plan` is the name of its plan among several."""
    tags = partial(tagger.tags, plan=plan)
    for block in blocks:
        if isinstance(block, Listing) and any(tags(row) for row in block.rows):
            yield FilteredListing(block, tags)
        else:
            yield block


def figures(totals: Totals, units: Sequence[UnitRow]) -> Figures:
    """Give the figures that stand large at the top."""
    return Figures(tuple(_figures(totals, units)))


def _figures(totals: Totals, units: Sequence[UnitRow]) -> Iterator[Figure]:
    standing = f"未启动 {totals.todo}、推进中 {totals.doing}、受阻 {totals.blocked}"
    yield Figure("任务", str(totals.tasks), standing + dropped_words(totals))
    yield Figure("办结", str(totals.finished), f"完成率 {totals.rate:g}%，其中销号 {totals.closed}")
    if totals.percent is not None and totals.scheduled is not None:
        yield Figure("平均进度", f"{totals.percent:g}%", f"序时进度 {totals.scheduled:g}%，{pace(totals)}")
    red: Tone = "red" if totals.red else ""
    yield Figure("红灯", str(totals.red), f"黄灯 {totals.yellow}、绿灯 {totals.green}", red)
    late: Tone = "red" if totals.overdue else "yellow" if totals.late_parts else ""
    yield Figure("逾期任务", str(totals.overdue), f"另有举措、节点 {totals.late_parts} 项", late)
    silent = sum(row.silent for row in units)
    yield Figure("零报告", str(silent), f"共 {len(units)} 家单位", "yellow" if silent else "")


def _burn_up(weeks: Sequence[WeekRow]) -> LineChart:
    return LineChart(
        "每周的平均进度、完成率与序时进度（%）",
        tuple(week_words(row) for row in weeks),
        (
            ("平均进度", tuple(row.percent for row in weeks)),
            ("序时进度", tuple(row.scheduled for row in weeks)),
            ("完成率", tuple(row.rate for row in weeks)),
        ),
    )


def _heat_map(units: Sequence[UnitTrend]) -> Grid:
    weeks = [week_words(week) for week in units[0].weeks] if units else []
    reported = "数字是本单位报告的次数；“代记”是督查室代为记录；“零报告”是应报而没有报"
    note = f"{reported}；“逾”是到周末本身或举措、节点逾期的任务数。"
    rows = [GridRow(one.unit, tuple(_cell(week) for week in one.weeks), {"unit": (one.unit,)}) for one in units]
    return Grid("单位", tuple(weeks), tuple(rows), note)


def _cell(week: UnitWeek) -> tuple[str, Tone]:
    words_of_week = report_words(week.reports, week.recorded, week.silent)
    if week.late:
        return f"{words_of_week} 逾 {week.late}", "red"
    return words_of_week, "yellow" if week.silent else "green" if week.reports else ""
