"""A report on tasks becomes events, is refused, or turns out to be recorded already. Pure; writes nothing."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import field, replace

from baigong import words
from baigong.calendar import LAST_DAY
from baigong.changes.common import Author, Change, Recording, gather, refuse_frozen, stamp
from baigong.deferred import dataclass
from baigong.errors import (
    AlreadyFinishedError,
    BeforeFirstPeriodError,
    NoTargetsError,
    NotAValueError,
    NotFinishedError,
    NotInvolvedError,
    NotRecurringError,
    NotYetInvolvedError,
    UnclearTargetError,
    ValueTooLargeError,
)
from baigong.ledger.ledger import Ledger
from baigong.ledger.standing import Standing, derive
from baigong.ledger.task_state import TaskState
from baigong.model.base import LARGEST
from baigong.model.events import Evidence, Progress
from baigong.model.plan import Plan
from baigong.words import Reported, Status


@dataclass(frozen=True)
class ProgressReport:
    """A report on the whole task or a unit's share: a status, a percent (0 to 100), actual values by target.

    `note`, `problem`, `next` are 进展, 存在问题, 下一步措施; `final` finishes recurring work early.
    """

    status: Reported | None = None
    percent: float | None = None
    unit: str = ""
    note: str = ""
    evidence: tuple[Evidence | str, ...] = ()
    actual: dict[str, float] = field(default_factory=dict)
    reopen: bool = False
    problem: str = ""
    next: str = ""
    final: bool = False

    @property
    def says(self) -> bool:
        """Whether it has content besides a status or percent."""
        return bool(self.note or self.problem or self.next or self.evidence or self.actual)


def report(ledger: Ledger, ids: Sequence[str], request: ProgressReport, author: Author) -> Recording:
    """Make the events of one report on several tasks or steps; if one is refused, none is made.

    Raises:
        RequestError: the state of a task does not admit the report, or the unit takes no part in it.
    """
    recording = gather(ids, lambda id: _one(ledger, id, request, author))
    ongoing = [id for id in ids if _drops_percent(ledger.task(id, author.on), id, request)]
    if ongoing:
        return replace(recording, advice=(f"{'、'.join(ongoing)} 是持续推进的事项，不计百分数，按报告评定",))
    if not request.says and any(ledger.task(id, author.on).open for id in recording.already):
        return replace(recording, advice=("情况没有变化而又报了一次的，请用 --note 写明，才会另记一条",))
    return recording


def _one(ledger: Ledger, id: str, request: ProgressReport, author: Author) -> Change | None:
    state = ledger.task(id, author.on)
    refuse_frozen(ledger, id)
    _refuse_stranger(ledger, state, id, request.unit)
    _refuse_period(state, id, request)
    before = standing_of(ledger, state, id, request.unit)
    _refuse_state(id, before, request)
    status, percent = _requested_numbers(request, before, is_whole_ongoing=_drops_percent(state, id, request))
    event = Progress(
        **stamp(author),
        task=id,
        unit=request.unit,
        status=status,
        percent=percent,
        note=request.note,
        problem=request.problem,
        next=request.next,
        evidence=request.evidence,
        actual=request.actual,
        final=request.final,
        reopen=request.reopen if status in ("doing", "todo") and percent is None else None,
    )
    then = ledger.task_with(event, author.on)
    after = standing_of(ledger, then, id, request.unit)
    first_word = not has_spoken(ledger, state, id, request.unit) and has_spoken(ledger, then, id, request.unit)
    before_words = words.UNREPORTED if first_word else standing_words(state, before)
    after_words = standing_words(then, after)
    if first_word or (after.status, after.percent) != (before.status, before.percent):
        return Change(id, request.unit, f"{before_words} → {after_words}{_values(request)}", event)
    if then.checkpoints_of(id).places != state.checkpoints_of(id).places:
        return Change(id, request.unit, f"{after_words}，{words.REPORTED}{_values(request)}", event)
    if request.says and not _repeats(state, event):
        return Change(
            id, request.unit, f"{after_words}，记下{'实际值' if request.actual else '说明'}{_values(request)}", event
        )
    return None


def standing_words(state: TaskState, standing: Standing) -> str:
    """Write the standing of a task or a part of it; ongoing work has no percent."""
    if not state.measured and not standing.finished:
        return words.STATUS[standing.status]
    return words.standing(standing.status, standing.percent)


def _repeats(state: TaskState, event: Progress) -> bool:
    """Whether the last report of that day on the same part has the same content."""
    same = [one for one in state.reports if (one.task, one.unit, one.on) == (event.task, event.unit, event.on)]
    fields = ("note", "problem", "next", "evidence", "actual")
    return bool(same) and all(getattr(same[-1], name) == getattr(event, name) for name in fields)


def _values(request: ProgressReport) -> str:
    actual = "；".join(f"{target}：实际 {words.number(value)}" for target, value in request.actual.items())
    return f"（{actual}）" if actual else ""


def _drops_percent(state: TaskState, id: str, request: ProgressReport) -> bool:
    """Whether a report gives a percent to ongoing work, which has none (rule 5); a hundred still says done."""
    return not state.measured and id == state.id and request.percent is not None and request.percent < 100


def _requested_numbers(
    request: ProgressReport, before: Standing, is_whole_ongoing: bool
) -> tuple[Reported | None, float | None]:
    if request.reopen:
        # Work dropped before it began goes back to not begun.
        status: Reported = "todo" if before.status == "dropped" and before.percent == 0 else "doing"
        return status, None
    if is_whole_ongoing:
        return request.status or "doing", None
    if request.percent is not None and request.status is None:
        return ("done" if request.percent == 100 else "doing"), request.percent
    if request.status == "done":
        return "done", 100
    return request.status, request.percent


def standing_of(ledger: Ledger, state: TaskState, id: str, unit: str) -> Standing:
    """Give the standing of a task, a step or one unit's share of it; a group's share combines its members'."""
    step = next((step for step in state.steps if step.step.id == id), None)
    if not unit:
        return step.standing if step else state.standing
    shares = step.shares if step else state.shares
    parts = [shares[member] for member in ledger.directory.members(unit) if member in shares]
    return parts[0] if len(set(parts)) == 1 else derive(parts)


def has_spoken(ledger: Ledger, state: TaskState, id: str, unit: str) -> bool:
    """Whether the unit, or a member of the group, has reported on it; always true for the whole task."""
    spoken = next((step.words for step in state.steps if step.step.id == id), state.words)
    return not unit or any(member in spoken for member in ledger.directory.members(unit))


def _refuse_stranger(ledger: Ledger, state: TaskState, id: str, unit: str) -> None:
    members = ledger.directory.members(unit)
    if not unit or any(member in state.units for member in members):
        return
    if any(member in ledger.task(state.id, LAST_DAY).units for member in members):
        raise NotYetInvolvedError(unit, id, state.day)
    raise NotInvolvedError(unit, id, state.roles.names)


def _refuse_period(state: TaskState, id: str, request: ProgressReport) -> None:
    points = state.checkpoints_of(id)
    if request.final and not points:
        raise NotRecurringError(id)
    if points and request.status == "done" and not request.final and state.day < points.spans[0].start:
        raise BeforeFirstPeriodError(id, points.spans[0].start)


_ADMITS: dict[Reported, tuple[Status, ...]] = {
    "doing": ("todo", "doing", "blocked"),
    "blocked": ("todo", "doing", "blocked"),
    "done": ("todo", "doing", "blocked", "done"),
    "dropped": ("todo", "doing", "blocked", "dropped"),
}


def _refuse_state(id: str, before: Standing, request: ProgressReport) -> None:
    now = words.STATUS[before.status]
    if request.reopen:
        if not before.finished:
            raise NotFinishedError(id, now)
        return
    wanted: Reported | None = request.status or ("doing" if request.percent is not None else None)
    if wanted == "doing" and request.percent == 100:
        wanted = "done"
    if wanted and before.status not in _ADMITS[wanted]:
        raise AlreadyFinishedError(id, request.unit, now, words.STATUS[wanted])


def read_actual(plan: Plan, ids: Sequence[str], texts: Sequence[str]) -> dict[str, float]:
    """Read actual values: a bare number if the task has one target, else 目标=数值 (the target's words or place).

    Raises:
        RequestError: the task has no targets, the target is ambiguous, or the value is not a number.
    """
    if not texts:
        return {}
    nodes = {node.id: task for task in plan.tasks for node in task.nodes}
    targets = list(dict.fromkeys(target.text for id in ids for target in nodes[id].targets))
    if not targets:
        raise NoTargetsError(ids)
    values: dict[str, float] = {}
    for text in texts:
        name, _, number = text.replace("＝", "=").rpartition("=")
        meant = targets if not name and len(targets) == 1 else _targets(targets, name.strip())
        if len(meant) != 1:
            raise UnclearTargetError(text, targets)
        try:
            value = float(unicodedata.normalize("NFKC", number).strip().removesuffix("%"))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise NotAValueError(number)
        if abs(value) > LARGEST:
            raise ValueTooLargeError(number)
        values[meant[0]] = value
    return values


def _targets(targets: list[str], name: str) -> list[str]:
    if name.isdigit() and 1 <= int(name) <= len(targets):
        return [targets[int(name) - 1]]
    return [text for text in targets if name and name in text]
