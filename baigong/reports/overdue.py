"""What is late, by how many days, whose: a task, a step or an unmet checkpoint; and what falls due soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from baigong import words
from baigong.calendar import knows_holidays, say_day, working_days
from baigong.ledger.task_state import Checkpoint, Late, TaskState
from baigong.pages.blocks import Column, Listing, Row
from baigong.reports.tasks import all_units, number, say_units
from baigong.words import Every


def overdue_rows(states: Iterable[TaskState]) -> list[dict[str, Any]]:
    """Give one row for each thing that is late, the longest late first.

    Where a task itself is past its due date, it is one row, counted from the earliest date it has missed;
    else each late step, and each step with unmet checkpoints, is a row of its own.
    """
    rows = [row for state in states for row in _late_rows(state)]
    return sorted(rows, key=lambda row: -row["overdue_days"])


def _late_rows(state: TaskState) -> Iterator[dict[str, Any]]:
    if any(late.id == state.id and late.every is None for late in state.late):
        yield _row(state, state.id, list(state.late))
        return
    for id in dict.fromkeys(late.id for late in state.late):
        yield _row(state, id, [late for late in state.late if late.id == id])


def _row(state: TaskState, id: str, late: list[Late]) -> dict[str, Any]:
    first = min(late, key=lambda one: one.due)
    return _base(state, id, first.due) | {
        "overdue_days": first.days,
        "checkpoints": [one.due.isoformat() for one in late if one.every],
        "because": _because(id, late),
    }


def _base(state: TaskState, id: str, due: date) -> dict[str, Any]:
    step = next((step for step in state.steps if step.step.id == id), None)
    standing = step.standing if step else state.standing
    reports = [event for event in state.reports if not step or event.task == id]
    return {
        "id": id,
        "task": state.id,
        "section": state.section.id,
        "text": step.step.text if step else state.task.text,
        "lead": list(state.roles.lead),
        "units": list(state.roles.responsible),
        "support": list(state.roles.support),
        "due": due.isoformat(),
        "basis": (step.step.basis if step else "") or state.basis,
        "status": standing.status if step else state.status,
        "percent": number(standing.percent),
        "light": state.light,
        "last_report": reports[-1].on.isoformat() if reports else None,
    }


def _because(id: str, late: list[Late]) -> str:
    points = [one for one in late if one.every]
    said = [say_points(one.every, [p.due for p in points if p.id == one.id], one.id, id) for one in points]
    said += [f"{one.id}应于{one.due.month}月{one.due.day}日完成" for one in late if not one.every and one.id != id]
    return "；".join(dict.fromkeys(said))


def say_points(every: Every | None, dues: list[date], id: str = "", within: str = "") -> str:
    """Name checkpoints as the office does: 1月、2月节点未报."""
    if every == "month":
        names = "、".join(f"{due.month}月" for due in dues)
    elif every == "quarter":
        names = "、".join(f"第{(due.month + 2) // 3}季度" for due in dues)
    else:
        names = f"{len(dues)}周（至{dues[-1].month}月{dues[-1].day}日）"
    # 1.6.4 and 1月 must not run together into 1.6.41月.
    return f"{id + ' ' if id != within else ''}{names}节点未报"


def coming_rows(states: Iterable[TaskState], first: date, last: date) -> list[dict[str, Any]]:
    """Give one row for each thing due between `first` and `last`, both included, and still open; soonest first."""
    rows = [row for state in states if state.open for row in _coming(state, first, last)]
    return sorted(rows, key=lambda row: row["due"])


def _coming(state: TaskState, first: date, last: date) -> Iterator[dict[str, Any]]:
    def point_rows(id: str, every: Every | None, points: Iterable[Checkpoint]) -> Iterator[dict[str, Any]]:
        for point in points:
            if first <= point.due <= last and not point.met:
                yield _base(state, id, point.due) | {
                    "overdue_days": 0,
                    "checkpoints": [point.due.isoformat()],
                    "because": say_points(every, [point.due]).replace("未报", ""),
                }

    def row(id: str, due: date) -> dict[str, Any]:
        return _base(state, id, due) | {"overdue_days": 0, "checkpoints": [], "because": ""}

    if first <= state.due <= last and not state.task.ongoing:
        yield row(state.id, state.due)
    yield from point_rows(state.id, state.task.every, state.checkpoints)
    for step in state.steps:
        if step.standing.finished:
            continue
        # A step due on its task's own day says nothing that the task's row does not.
        if step.due and first <= step.due <= last and step.due != state.due:
            yield row(step.step.id, step.due)
        yield from point_rows(step.step.id, step.step.every, step.checkpoints)


def _text(row: Row) -> str:
    return f"{row['text']}（{row['because']}）" if row["because"] else str(row["text"])


def _days(row: Row) -> str:
    return f"{row['overdue_days']}天" if row["overdue_days"] else ""


ID = Column("id", "编号", lambda row: row["id"])
TEXT = Column("text", "事项", _text, wide=True)
UNITS = Column("units", "责任单位", say_units, full=all_units)
DUE = Column("due", "应完成", lambda row: row["due"])
STATUS = Column("status", "状态", lambda row: words.STATUS[row["status"]])
PERCENT = Column("percent", "进度", lambda row: words.percent(row["percent"]), right=True)
DAYS = Column("overdue_days", "逾期", _days, lambda _row: "red", right=True)
LAST = Column("last_report", "最近报告", lambda row: row["last_report"] or "无", least=110)

OVERDUE_COLUMNS = (ID, TEXT, UNITS, DUE, DAYS, STATUS, PERCENT, LAST)
COMING_COLUMNS = (ID, TEXT, UNITS, DUE, STATUS, PERCENT, LAST)


def overdue_listing(rows: list[dict[str, Any]], day: date) -> Listing:
    """Make the listing of what is late on `day`."""
    tasks = len({row["task"] for row in rows})
    longest = max((row["overdue_days"] for row in rows), default=0)
    footer = f"截至 {day}：逾期 {len(rows)} 项，涉及 {tasks} 个任务，最长 {longest} 天" if rows else ""
    return Listing(OVERDUE_COLUMNS, rows, footer, empty=f"截至 {day}，没有逾期事项")


def coming_listings(rows: list[dict[str, Any]], day: date) -> list[Listing]:
    """Group what falls due by week, with the working days left until each week's end."""
    weeks: dict[date, list[dict[str, Any]]] = {}
    for row in rows:
        due = date.fromisoformat(row["due"])
        weeks.setdefault(due - timedelta(days=due.weekday()), []).append(row)
    listings = []
    for monday, group in weeks.items():
        sunday = monday + timedelta(days=6)
        left = working_days(day + timedelta(days=1), sunday)
        guess = "" if knows_holidays(sunday.year) else "，未计节假日"
        title = f"{say_day(monday)}至{say_day(sunday)}　还有 {left} 个工作日{guess}"
        listings.append(Listing(COMING_COLUMNS, group, title=title))
    return listings
