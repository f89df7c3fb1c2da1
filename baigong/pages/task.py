"""Everything about one task laid out as a page: words, units, dates and their basis, steps, targets, history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from baigong import words
from baigong.calendar import knows_holidays, say_day, working_days
from baigong.ledger.directory import Directory
from baigong.ledger.standing import Standing, derive
from baigong.ledger.task_state import Checkpoint, TaskState
from baigong.model.events import Defer, Progress
from baigong.pages.blocks import Block, Column, Facts, Heading, Listing, Page, Paragraph, Row
from baigong.reports.history import history_listing
from baigong.reports.targets import TARGET_COLUMNS, target_rows
from baigong.reports.tasks import light_tone, number, status_tone


def task_page(state: TaskState, directory: Directory, history: list[dict[str, Any]]) -> Page:
    """Lay out a task with the rows of its history."""
    return Page(tuple(_blocks(state, directory, history)))


def _blocks(state: TaskState, directory: Directory, history: list[dict[str, Any]]) -> Iterator[Block]:
    task = state.task
    yield Heading(f"{task.id}　{task.title}" if task.title else task.id, 1)
    yield Paragraph(task.text)
    yield Facts(tuple(_facts(state)))
    if state.steps:
        yield Heading(f"举措（{len(state.steps)} 项）")
        yield Listing(_STEPS, _step_rows(state), whole=True)
    if state.checkpoints:
        yield Heading("节点")
        yield Facts(tuple(_point_facts(state.checkpoints, state)))
    if task.targets:
        yield Heading("目标")
        yield Listing(TARGET_COLUMNS[1:], target_rows(state), whole=True)
    if any(isinstance(event, Progress) and event.unit for event in state.reports):
        yield Heading("各单位份额")
        yield Listing(_SHARES, _grouped(share_rows(state, directory)), whole=True)
    yield Heading("记录")
    yield replace(history_listing(history), whole=True)


def _facts(state: TaskState) -> Iterator[tuple[str, str]]:
    section = state.section
    yield "板块", f"{section.id} {section.title}".strip()
    for role, names in state.roles.by_role:
        if names:
            ending = "等" if state.open_ended and role == "responsible" else ""
            yield f"{words.ROLE[role]}单位", "、".join(names) + ending
    if not state.roles.names:
        yield "责任单位", "未列"
    if state.assigned:
        yield "方案原列", _document_units(state)
    yield "状态", _status(state)
    if state.light:
        yield "灯", f"{words.LIGHT[state.light]}（{_why_light(state)}）"
    yield "时限", _due(state)
    if state.open and state.next_due:
        yield "最近到期", f"{state.next_due}，{_left(state)}"
    if state.task.documents:
        yield "应出文件", "、".join(state.task.documents)
    if state.closed and state.closed.verifier:
        yield "核验", f"{state.closed.on} {state.closed.verifier}"
    for rejection in state.rejections:
        yield "退回", f"{rejection.on} {rejection.reason}"


def _document_units(state: TaskState) -> str:
    ending = {"responsible": "等"} if state.open_ended else {}
    named = [
        f"{words.ROLE[role]} {'、'.join(names)}{ending.get(role, '')}"
        for role, names in state.document.by_role
        if names
    ]
    return "；".join(named) if named else "未列单位"


def _status(state: TaskState) -> str:
    said = words.STATUS[state.status]
    if state.open:
        return f"{said}，进度 {words.percent(state.percent)}，序时进度 {words.percent(state.scheduled)}"
    late = "，晚于时限" if state.finished_late else ""
    return f"{said}（{state.finished_on}{late}）"


def _why_light(state: TaskState) -> str:
    if state.overdue_days:
        return f"逾期 {state.overdue_days} 天"
    behind = f"落后序时进度 {state.behind:.0f} 个百分点" if state.behind >= 1 else "不落后于序时进度"
    return behind + ("，受阻" if state.status == "blocked" else "")


def _due(state: TaskState) -> str:
    basis = f"（依据：{state.basis}）" if state.basis else ""
    said = f"{state.start} 至 {state.due}{basis}"
    if state.task.ongoing:
        said += "，持续推进"
    deferrals = state.deferrals.get(state.id, [])
    if deferrals:
        said += f"，原为 {state.original_due}，{_deferred(deferrals)}"
    return said


def _deferred(deferrals: list[Defer]) -> str:
    each = "；".join(f"{deferral.on} 延至 {deferral.due}（{deferral.reason}）" for deferral in deferrals)
    return f"已延期 {len(deferrals)} 次：{each}"


def _left(state: TaskState) -> str:
    if state.next_due is None:
        return ""
    days = (state.next_due - state.day).days
    work = working_days(state.day, state.next_due) - 1
    guess = "" if knows_holidays(state.next_due.year) else "，未计节假日"
    return "就在今天" if days == 0 else f"还有 {days} 天（{max(work, 0)} 个工作日{guess}）"


def _step_rows(state: TaskState) -> list[dict[str, Any]]:
    rows = []
    for step in state.steps:
        due = step.due.isoformat() if step.due else (words.EVERY[step.step.every] if step.step.every else "")
        notes = [_point(point, state) for point in step.checkpoints]
        deferrals = state.deferrals.get(step.step.id, [])
        if deferrals:
            notes.append(f"原为 {step.step.due or state.original_due}，{_deferred(deferrals)}")
        if step.step.basis and not step.due and not step.step.every:
            notes.append(f"依据：{step.step.basis}")
        rows.append(
            {
                "id": step.step.id,
                "text": step.step.text + (f"〔{'；'.join(notes)}〕" if notes else ""),
                "due": due,
                "status": step.standing.status,
                "percent": number(step.standing.percent),
                "light": "red" if any(late.id == step.step.id for late in state.late) else None,
            }
        )
    return rows


def _point(point: Checkpoint, state: TaskState) -> str:
    if point.met:
        return f"{point.due} 已报"
    return f"{point.due} {'未报' if point.due < state.day else '待报'}"


def _point_facts(points: Iterable[Checkpoint], state: TaskState) -> Iterator[tuple[str, str]]:
    for point in points:
        yield say_day(point.due), _point(point, state).split(" ", 1)[1]


def share_rows(state: TaskState, directory: Directory) -> list[dict[str, Any]]:
    """Give a row for each unit that takes part, a group by its members: its share, and who reported last and when."""
    roles = {unit: role for role, names in reversed(state.roles.by_role) for unit in directory.expand(names)}
    groups = {
        member: directory.canonical(name)
        for name in state.roles.names
        for member in directory.members(directory.canonical(name))
        if member != directory.canonical(name)
    }
    rows = []
    for unit in state.units:
        own = [event for event in state.reports if event.unit and unit in directory.members(event.unit)]
        share = state.shares[unit]
        rows.append(
            {
                "unit": unit,
                "group": groups.get(unit, ""),
                "role": roles[unit],
                "status": share.status,
                "percent": number(share.percent),
                "last": own[-1].on.isoformat() if own else None,
                "by": own[-1].by if own else "",
                "note": own[-1].note if own else "",
            }
        )
    return rows


def _grouped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put a row for each group before its members: their shares together."""
    shown: list[dict[str, Any]] = []
    for row in rows:
        group = row["group"]
        if group and not any(before["unit"] == group for before in shown):
            members = [one for one in rows if one["group"] == group]
            whole = derive(Standing(one["status"], one["percent"]) for one in members)
            status = members[0]["status"] if len({one["status"] for one in members}) == 1 else whole.status
            shown.append(
                row | {"unit": group, "group": "", "status": status, "percent": whole.percent, "last": None, "by": ""}
            )
            shown[-1]["members"] = len(members)
        shown.append(row)
    return shown


def _last_report(row: Row) -> str:
    if row.get("members"):
        return f"{row['members']} 家合计"
    said = "，".join(part for part in (row["by"] if row["by"] != row["unit"] else "", row["note"]) if part)
    return f"{row['last']}　{said}".rstrip() if row["last"] else "无"


_STEPS = (
    Column("id", "编号", lambda row: row["id"]),
    Column("text", "举措", lambda row: row["text"], wide=True),
    Column("due", "时限", lambda row: row["due"], light_tone),
    Column("status", "状态", lambda row: words.STATUS[row["status"]], status_tone),
    Column("percent", "进度", lambda row: words.percent(row["percent"]), right=True),
)
_SHARES = (
    Column("unit", "单位", lambda row: f"└ {row['unit']}" if row["group"] else row["unit"]),
    Column("role", "角色", lambda row: words.ROLE[row["role"]]),
    Column("status", "状态", lambda row: words.STATUS[row["status"]], status_tone),
    Column("percent", "进度", lambda row: words.percent(row["percent"]), right=True),
    Column("last", "最近报告", _last_report, wide=True),
)
