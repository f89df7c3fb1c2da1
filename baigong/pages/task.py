"""Everything about one task laid out as a page: words, units, dates and their basis, steps, targets, history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from baigong import words
from baigong.calendar import knows_holidays, say_day, working_days_left
from baigong.deferred import dataclass
from baigong.ledger.directory import Directory
from baigong.ledger.standing import Standing, derive
from baigong.ledger.task_state import Checkpoint, TaskState
from baigong.model.events import Defer, Progress
from baigong.pages.blocks import Block, Column, FactList, Heading, Listing, Page, Paragraph
from baigong.pages.columns import ID, PERCENT, STATUS, light_tone
from baigong.pages.history import history_listing
from baigong.pages.targets import OF_ONE_TASK
from baigong.reports.history import HistoryRow
from baigong.reports.shares import ShareRow, share_rows
from baigong.reports.targets import target_rows
from baigong.reports.tasks import number
from baigong.words import Light, Status


def task_page(
    state: TaskState, directory: Directory, history: list[HistoryRow], later: int = 0, plan: str = ""
) -> Page:
    """Lay out a task with the rows of its history; `later` counts its records of days to come.

    `plan` is the name of its plan among several.
    """
    return Page(tuple(_blocks(state, directory, history, later, plan)))


def _blocks(
    state: TaskState, directory: Directory, history: list[HistoryRow], later: int, plan: str
) -> Iterator[Block]:
    task = state.task
    yield Heading(f"{task.id}　{task.title}" if task.title else task.id, 1)
    yield Paragraph(task.text)
    yield FactList(((("方案", plan),) if plan else ()) + tuple(_facts(state)))
    if state.steps:
        yield Heading(f"举措（{len(state.steps)} 项）")
        yield Listing(_STEPS, _step_lines(state), whole=True)
    if state.checkpoints:
        yield Heading("节点")
        yield FactList(tuple(_point_facts(state)))
    if task.targets:
        yield Heading("目标")
        yield Listing(OF_ONE_TASK, target_rows(state), whole=True)
    if any(isinstance(event, Progress) and event.unit for event in state.reports):
        yield Heading("各单位份额")
        yield Listing(_SHARES, _share_lines(share_rows(state, directory)), whole=True)
    yield Heading("记录")
    yield history_listing(history, whole=True, later=later)


def _facts(state: TaskState) -> Iterator[tuple[str, str]]:
    section = state.section
    yield "板块", f"{section.id} {section.title}".strip()
    if state.task.source:
        yield "来源", state.task.source
    for role, names in state.roles.by_role:
        if names:
            ending = "等" if state.open_ended and role == "responsible" else ""
            yield f"{words.ROLE[role]}单位", "、".join(names) + ending
    if not state.roles.names:
        yield "责任单位", "未列"
    if state.leader:
        yield "分管领导", state.leader
    if state.assigned:
        yield "方案原列", _document_units(state)
    yield "状态", _status(state)
    if state.light:
        yield "灯", f"{words.LIGHT[state.light]}（{state.reason}）"
    yield "时限", _due(state)
    if state.open and state.next_due:
        yield "最近到期", f"{state.next_due}，{_left(state)}"
    yield from _latest(state)
    if state.task.documents:
        yield "应出文件", "、".join(state.task.documents)
    if state.closed and state.closed.verifier:
        yield "核验", f"{state.closed.on} {state.closed.verifier}"
    for rejection in state.rejections:
        yield "退回", f"{rejection.on} {rejection.reason}"


def _latest(state: TaskState) -> Iterator[tuple[str, str]]:
    latest, problem = state.latest, state.problem
    if latest and latest.note:
        which = f"（{latest.id}）" if latest.id != state.id else ""
        yield "最新进展", f"{latest.on} {latest.unit or latest.by}：{latest.note}{which}"
    if problem:
        which = f"（{problem.id}）" if problem.id != state.id else ""
        yield "存在问题", f"{problem.on} {problem.unit or problem.by}：{problem.text}{which}"
    if latest and latest.next:
        yield "下一步", latest.next


def _document_units(state: TaskState) -> str:
    ending = {"responsible": "等"} if state.open_ended else {}
    named = [
        f"{words.ROLE[role]} {'、'.join(names)}{ending.get(role, '')}"
        for role, names in state.document.by_role
        if names
    ]
    return "；".join(named) if named else "未列单位"


def _status(state: TaskState) -> str:
    status = words.STATUS[state.status]
    if state.open and not state.measured:
        return f"{status}，持续推进，按报告评定"
    if state.open:
        return f"{status}，进度 {words.percent(state.percent)}，序时进度 {words.percent(state.scheduled)}"
    late = "，晚于时限" if state.finished_late else ""
    return f"{status}（{state.finished_on}{late}）"


def _due(state: TaskState) -> str:
    basis = f"（依据：{state.basis}）" if state.basis else ""
    line = f"{state.start} 至 {state.due}{basis}"
    if state.task.ongoing:
        line += "，持续推进"
    deferrals = state.deferrals.get(state.id, [])
    if deferrals:
        line += f"，原为 {state.original_due}，{_deferred(deferrals)}"
    return line


def _deferred(deferrals: list[Defer]) -> str:
    each = "；".join(f"{deferral.on} 延至 {deferral.due}（{deferral.reason}）" for deferral in deferrals)
    return f"已延期 {len(deferrals)} 次：{each}"


def _left(state: TaskState) -> str:
    if state.next_due is None:
        return ""
    days = (state.next_due - state.day).days
    work = working_days_left(state.day, state.next_due)
    guess = "" if knows_holidays(state.next_due.year) else "，未计节假日"
    return "就在今天" if days == 0 else f"还有 {days} 天（{work} 个工作日{guess}）"


@dataclass(frozen=True)
class _StepLine:
    """A step as a line of the page: `text` with notes on its checkpoints and deferrals, `due` in words."""

    id: str
    text: str
    due: str
    status: Status
    percent: float
    light: Light | None


def _step_lines(state: TaskState) -> list[_StepLine]:
    lines = []
    for step in state.steps:
        notes = [f"{point.due} {_met(point, state.day)}" for point in step.checkpoints]
        deferrals = state.deferrals.get(step.step.id, [])
        if deferrals:
            notes.append(f"原为 {step.step.due or state.original_due}，{_deferred(deferrals)}")
        if step.step.basis and not step.due and not step.step.every:
            notes.append(f"依据：{step.step.basis}")
        lines.append(
            _StepLine(
                id=step.step.id,
                text=step.step.text + (f"〔{'；'.join(notes)}〕" if notes else ""),
                due=str(step.due) if step.due else (words.EVERY[step.step.every] if step.step.every else ""),
                status=step.standing.status,
                percent=number(step.standing.percent),
                light="red" if any(late.id == step.step.id for late in state.late) else None,
            )
        )
    return lines


def _met(point: Checkpoint, day: date) -> str:
    if point.met:
        return "已报"
    return "未报" if point.due < day else "待报"


def _point_facts(state: TaskState) -> Iterator[tuple[str, str]]:
    return ((say_day(point.due), _met(point, state.day)) for point in state.checkpoints)


@dataclass(frozen=True)
class _ShareLine:
    """A unit, or a group with its members together, as a line of the page; all in words."""

    unit: str
    role: str
    status: str
    percent: str
    last: str


def _share_lines(rows: list[ShareRow]) -> list[_ShareLine]:
    """Add a line for each group before its members, with the group's combined share."""
    lines: list[_ShareLine] = []
    groups: set[str] = set()
    for row in rows:
        if row.group and row.group not in groups:
            groups.add(row.group)
            lines.append(_group_line(row, [one for one in rows if one.group == row.group]))
        name = f"└ {row.unit}" if row.group else row.unit
        status, percent = _standing(row.status, row.percent)
        if row.status is None and row.last:
            # It reported on a step, or in words alone.
            status = _WITHOUT_PROGRESS
        lines.append(_ShareLine(name, words.ROLE[row.role], status, percent, _last_report(row)))
    return lines


_WITHOUT_PROGRESS = "未报进度"
"""Where a unit's part stands that has reported, and said nothing of the progress of the whole task."""


def _group_line(row: ShareRow, members: list[ShareRow]) -> _ShareLine:
    reported = [Standing(one.status, one.percent) for one in members if one.status and one.percent is not None]
    status: Status | None = None
    percent = None
    if reported:
        whole = derive(reported)
        status = reported[0].status if len({one.status for one in reported}) == 1 else whole.status
        percent = whole.percent
    silent = (
        f"，{len(members) - len(reported)} 家未报（按已报的平均）" if reported and len(reported) < len(members) else ""
    )
    total = f"{len(members)} 家合计{silent}"
    return _ShareLine(row.group, words.ROLE[row.role], *_standing(status, percent), total)


def _standing(status: Status | None, percent: float | None) -> tuple[str, str]:
    """Write the state a unit reported; a unit without a report has no percent."""
    if status is None or percent is None:
        return words.UNREPORTED, "—"
    return words.STATUS[status], words.percent(percent)


def _last_report(row: ShareRow) -> str:
    if row.last is None:
        return "无"
    details = "，".join(part for part in (row.by if row.by != row.unit else "", row.note) if part)
    return f"{row.last}　{details}".rstrip()


_STEPS: tuple[Column[_StepLine], ...] = (
    ID,
    Column("text", "举措", wide=True),
    Column("due", "时限", tone=light_tone, spare=True),
    STATUS,
    PERCENT,
)
_SHARES: tuple[Column[_ShareLine], ...] = (
    Column("unit", "单位"),
    Column("role", "角色"),
    Column("status", "状态"),
    Column("percent", "进度", right=True),
    Column("last", "最近报告", wide=True),
)
