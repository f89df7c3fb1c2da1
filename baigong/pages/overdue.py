"""Late and coming work as tables: one for late work, one per week for coming work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from baigong.calendar import knows_holidays, say_day, working_days_left
from baigong.pages.blocks import Column, Heading, Listing, Page, Tone
from baigong.pages.columns import ID, PERCENT, STATUS, UNITS, from_source, of_plans
from baigong.reports.overdue import DueRow


def due_words(row: DueRow) -> str:
    """Name one row: its text, what the task came from, and the checkpoints concerned."""
    return from_source(row.text, row.source) + _missed(row)


def _missed(row: DueRow) -> str:
    return f"（{row.because}）" if row.because else ""


def _days(row: DueRow) -> str:
    return f"{row.overdue_days}天" if row.overdue_days else ""


def _red(_row: object) -> Tone:
    return "red"


def _last(row: DueRow) -> str:
    return str(row.last_report or "无")


DUE_TEXT: Column[DueRow] = Column("text", "事项", due_words, wide=True, tail=_missed)
"""The column of what is late or due, whose checkpoints stay where its words are cut."""
DUE: Column[DueRow] = Column("due", "应完成")
DAYS: Column[DueRow] = Column("overdue_days", "逾期", _days, _red, right=True)
_LAST: Column[DueRow] = Column("last_report", "最近报告", _last, least=110)
_LATEST: Column[DueRow] = Column("latest", "最新进展", wide=True, least=120, spare=True)
_PROBLEM: Column[DueRow] = Column("problem", "存在问题", wide=True, least=90, spare=True)
_NEXT: Column[DueRow] = Column("next", "下一步", wide=True, least=150, spare=True)

OVERDUE_COLUMNS: tuple[Column[DueRow], ...] = (
    ID,
    DUE_TEXT,
    UNITS,
    DUE,
    DAYS,
    STATUS,
    PERCENT,
    _LAST,
    _LATEST,
    _PROBLEM,
    _NEXT,
)
COMING_COLUMNS: tuple[Column[DueRow], ...] = (ID, DUE_TEXT, UNITS, DUE, STATUS, PERCENT)


def overdue_listing(rows: Sequence[DueRow], day: date) -> Listing[DueRow]:
    """Make the listing of work that is late on `day`."""
    longest = max((row.overdue_days for row in rows), default=0)
    footer = f"截至 {day}：逾期 {len(rows)} 项（{late_kinds(rows)}），最长 {longest} 天" if rows else ""
    return Listing(of_plans(OVERDUE_COLUMNS, rows), rows, footer, empty=f"截至 {day}，没有逾期事项")


def late_kinds(rows: Sequence[DueRow]) -> str:
    """Count late tasks apart from late steps and checkpoints: 任务 2 项，举措、节点 5 项."""
    tasks = sum(row.id == row.task and not row.checkpoints for row in rows)
    counts = (("任务", tasks), ("举措、节点", len(rows) - tasks))
    return "，".join(f"{kind} {count} 项" for kind, count in counts if count)


def overdue_page(late: Sequence[DueRow], coming: Sequence[DueRow], days: int, day: date) -> Page:
    """Lay out the work that is late on `day`, and the work that falls due within `days` days."""
    return Page(
        (
            Heading(f"已逾期（{len(late)} 项）"),
            overdue_listing(late, day),
            Heading(f"{days} 天内到期（{len(coming)} 项）"),
            *(coming_listings(coming, day) or [Listing(COMING_COLUMNS, (), empty=f"{days} 天内没有到期事项")]),
        )
    )


def coming_listings(rows: Sequence[DueRow], day: date) -> list[Listing[DueRow]]:
    """Group coming work by week, with the working days left until each week's end."""
    weeks: dict[date, list[DueRow]] = {}
    for row in rows:
        weeks.setdefault(row.due - timedelta(days=row.due.weekday()), []).append(row)
    listings = []
    for monday, group in weeks.items():
        sunday = monday + timedelta(days=6)
        guess = "" if knows_holidays(sunday.year) else "，未计节假日"
        left = working_days_left(day, sunday)
        title = f"{say_day(monday)}至{say_day(sunday)}　还有 {left} 个工作日{guess}"
        listings.append(Listing(of_plans((*COMING_COLUMNS, _LAST), rows), group, title=title))
    return listings
