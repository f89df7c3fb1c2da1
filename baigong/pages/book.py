"""The whole ledger as a book of sheets, as an office keeps it: 任务, 举措, 记录, 考核, 图表."""

from __future__ import annotations

from collections.abc import Sequence

from baigong import words
from baigong.deferred import dataclass
from baigong.ledger.citation import cite
from baigong.pages.blocks import Chart, Column, Listing, Sheet, Table
from baigong.pages.columns import PERCENT, STATUS, of_plans
from baigong.pages.history import history_listing
from baigong.pages.scoreboard import scoreboard_listing
from baigong.pages.tasks import COLUMNS, count_words
from baigong.pages.weekly_columns import SECTIONS
from baigong.pages.weekly_context import week_words
from baigong.reports.export import LedgerExport
from baigong.reports.history import HistoryRow
from baigong.reports.scoreboard import RULE, ScoreRow
from baigong.reports.tasks import StepRow, TaskRow
from baigong.reports.totals import SectionRow
from baigong.reports.trend import WeekRow


def ledger_book(rows: LedgerExport, weeks: Sequence[WeekRow]) -> tuple[Sheet, ...]:
    """Lay out the sheets."""
    day = f"截至 {rows.period.as_of}"
    steps = [_SheetStep(cite(task.plan, task.id), step) for task in rows.tasks for step in task.steps]
    return (
        Sheet("任务", (Table(_tasks(rows.tasks)),), f"{rows.title}　任务台账（{day}）"),
        Sheet("举措", (Table(Listing(_STEPS, steps, empty="没有举措")),), f"举措（{day}）"),
        Sheet("记录", (Table(_history(rows.records)),), f"记录（{day}）"),
        Sheet("考核", (Table(_scores(rows.scores)),), f"责任单位考核　{rows.period.label}（{day}）"),
        Sheet("图表", _charts(rows.sections, weeks), f"进度（{day}）"),
    )


_TASKS = (
    *("id", "section", "text", "lead", "units", "support", "due", "status", "percent", "scheduled", "light", "reason"),
    *("overdue_days", "latest", "problem", "next", "leader", "finished_on"),
)


def _tasks(rows: Sequence[TaskRow]) -> Listing[TaskRow]:
    """List the tasks with their last reports; the column of supporting units appears only where a task has one."""
    supported = any(row.support for row in rows)
    columns = tuple(COLUMNS[key] for key in _TASKS if key != "support" or supported)
    return Listing(of_plans(columns, rows), rows, count_words(rows), empty="没有任务")


def _history(rows: Sequence[HistoryRow]) -> Listing[HistoryRow]:
    listing = history_listing(rows, whose=True)
    task: Column[HistoryRow] = Column("task", "编号")
    return Listing(of_plans((task, *listing.columns), rows), rows, listing.footer, empty=listing.empty)


def _scores(rows: Sequence[ScoreRow]) -> Listing[ScoreRow]:
    listing = scoreboard_listing(rows)
    return Listing(listing.columns, rows, RULE)


def _charts(sections: Sequence[SectionRow], weeks: Sequence[WeekRow]) -> tuple[Table, ...]:
    lines = Chart("平均进度、完成率与序时进度（按周）", "week", ("percent", "scheduled", "rate"))
    bars = Chart("各板块进度与序时进度", "title", ("percent", "scheduled"), "bar")
    return (
        Table(Listing(WEEKS, weeks), lines),
        Table(Listing(SECTIONS, sections, title="各板块"), bars),
    )


@dataclass(frozen=True)
class _SheetStep:
    """A step with its task."""

    task: str
    step: StepRow


def _percent(value: float | None) -> str:
    return "" if value is None else words.percent(value)


WEEKS: tuple[Column[WeekRow], ...] = (
    Column("week", "周次", week_words),
    Column("as_of", "截至"),
    Column("tasks", "任务", right=True),
    Column("finished", "办结", right=True),
    Column("rate", "完成率", lambda row: _percent(row.rate), right=True),
    Column("percent", "平均进度", lambda row: _percent(row.percent), right=True),
    Column("scheduled", "序时进度", lambda row: _percent(row.scheduled), right=True),
    Column("red", "红灯", right=True),
    Column("yellow", "黄灯", right=True),
    Column("overdue", "逾期任务", right=True),
    Column("late_parts", "逾期举措、节点", right=True),
)


def _every(line: _SheetStep) -> str:
    return words.EVERY[line.step.every] if line.step.every else ""


def _points(line: _SheetStep) -> str:
    points = line.step.checkpoints
    return f"已报 {sum(point.met for point in points)} / 共 {len(points)}" if points else ""


_STEPS: tuple[Column[_SheetStep], ...] = (
    Column("id", "编号", lambda line: line.step.id),
    Column("task", "所属任务"),
    Column("text", "举措", lambda line: line.step.text, wide=True),
    Column("due", "时限", lambda line: str(line.step.due or "")),
    Column("basis", "依据", lambda line: line.step.basis),
    Column("every", "频次", _every),
    Column("points", "节点", _points),
    Column("status", "状态", lambda line: STATUS.say(line.step)),
    Column("percent", "进度", lambda line: PERCENT.say(line.step), right=True),
)
