"""Decisions of the supervising office: 销号, 退回, 延期, 分工. Requests become events; pure, writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from baigong import words
from baigong.calendar import LAST_DAY
from baigong.changes.common import Author, Change, Recording, gather, refuse_frozen, role_changes, stamp, undo_command
from baigong.deferred import dataclass
from baigong.errors import (
    EarlierDueError,
    NobodyAssignedError,
    NoReasonError,
    NotDoneError,
    NothingToDeferError,
    NothingToRejectError,
    NoVerifierError,
    StepAloneError,
)
from baigong.ledger.ledger import Ledger
from baigong.ledger.targets import target_results
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign, Close, Defer, Evidence, Reject


@dataclass(frozen=True)
class Grounds:
    """The grounds of a decision: a reason or note in words, and evidence."""

    note: str = ""
    evidence: tuple[Evidence | str, ...] = ()

    def fields(self) -> dict[str, Any]:
        """Give them as the fields of an event."""
        return {"note": self.note, "evidence": self.evidence}


def close(ledger: Ledger, ids: Sequence[str], verifier: str, grounds: Grounds, author: Author) -> Recording:
    """Close tasks after verification by `verifier`; unmet targets must be confirmed first.

    Raises:
        RequestError: nobody verified, a task is not done (on the day, or by later records), or a step was named.
    """
    if not verifier.strip():
        raise NoVerifierError
    advice: list[str] = []

    def one(id: str) -> Change | None:
        state = _task(ledger, id, author.on, "销号")
        if state.closed:
            if verifier != state.closed.verifier:
                advice.append(_other_verifier(ledger, state.closed, id))
            return None
        for status in (state.status, ledger.task(id, LAST_DAY).status):
            if status != "done":
                raise NotDoneError(id, words.STATUS[status])
        event = Close(
            **stamp(author),
            task=id,
            verifier=verifier,
            **grounds.fields(),
        )
        return Change(id, "", f"{words.STATUS['done']} → {words.STATUS['closed']}，核验人 {verifier}", event)

    recording = gather(ids, one)
    questions = [question for change in recording.changes for question in _unmet(ledger.task(change.id, author.on))]
    return replace(recording, questions=tuple(questions), advice=tuple(advice))


def _other_verifier(ledger: Ledger, closed: Close, id: str) -> str:
    was = f"核验人为{closed.verifier}" if closed.verifier else "没有写核验人"
    undo = undo_command(ledger, closed.id)
    return f"{id} 已于 {closed.on} 销号，{was}；要更正，请先撤回销号（{undo}），再重新销号"


def _unmet(state: TaskState) -> Iterator[str]:
    """Ask about targets that were not met or have no reported value."""
    results = list(target_results(state))
    unmet = [f"“{one.target.text}”实际 {words.number(one.actual or 0)}" for one in results if one.met is False]
    unreported = [f"“{one.target.text}”" for one in results if one.actual is None]
    if unmet:
        yield f"{state.id} 有目标没有达到：{'、'.join(unmet)}，"
    if unreported:
        yield f"{state.id} 有 {len(unreported)} 个目标没有报实际值：{'、'.join(unreported[:3])}，"


def reject(ledger: Ledger, ids: Sequence[str], reason: str, grounds: Grounds, author: Author) -> Recording:
    """Send done or closed tasks back to doing, saying why verification failed.

    Raises:
        RequestError: a task is not done, there is no reason, or a step was named.
    """
    if not reason.strip():
        raise NoReasonError("退回", "哪里不合格")

    def one(id: str) -> Change:
        state = _task(ledger, id, author.on, "退回")
        if state.status not in words.ACHIEVED:
            raise NothingToRejectError(id, words.STATUS[state.status])
        event = Reject(
            **stamp(author),
            task=id,
            reason=reason.strip(),
            **grounds.fields(),
        )
        back = ledger.task_with(event, author.on)
        summary = f"{words.STATUS[state.status]} → {words.standing(back.status, back.percent)}，原因：{reason.strip()}"
        return Change(id, "", summary, event)

    return gather(ids, one)


def defer(ledger: Ledger, ids: Sequence[str], to: date, reason: str, grounds: Grounds, author: Author) -> Recording:
    """Put off the due date of tasks or steps, with the reason.

    Raises:
        RequestError: there is no reason, the day is not later than the date in force, or the work is finished.
    """
    if not reason.strip():
        raise NoReasonError("延期", "为什么延期")

    def one(id: str) -> Change | None:
        refuse_frozen(ledger, id)
        state = ledger.task(id, author.on)
        step = next((step for step in state.steps if step.step.id == id), None)
        status = step.standing.status if step else state.status
        if status in words.FINISHED:
            raise NothingToDeferError(id, words.STATUS[status])
        due = (step.due if step else None) or state.due
        if to == due:
            return None
        if to < due:
            raise EarlierDueError(id, due, to)
        event = Defer(
            **stamp(author),
            task=id,
            due=to,
            reason=reason.strip(),
            **grounds.fields(),
        )
        times = len(state.deferrals.get(id, ())) + 1
        return Change(id, "", f"时限 {due} → {to}（第 {times} 次延期：{reason.strip()}）", event)

    return gather(ids, one)


def assign(
    ledger: Ledger,
    ids: Sequence[str],
    units_by_role: Mapping[str, tuple[str, ...]],
    grounds: Grounds,
    author: Author,
    leader: str | None = None,
) -> Recording:
    """Assign units to roles; a role left out keeps its units, except those given another role.

    `leader` is the person who answers for the task (分管领导); None leaves it unchanged.

    Raises:
        RequestError: no role was given, a task is closed, or a step was named.
    """
    if not units_by_role and leader is None:
        raise NobodyAssignedError

    def one(id: str) -> Change | None:
        state = _task(ledger, id, author.on, "分工")
        refuse_frozen(ledger, id)
        event = Assign(
            **stamp(author),
            task=id,
            lead=units_by_role.get("lead"),
            responsible=units_by_role.get("responsible"),
            support=units_by_role.get("support"),
            leader=leader,
            reason=grounds.note,
            evidence=grounds.evidence,
        )
        changed = role_changes(state, ledger.task_with(event, author.on))
        return Change(id, "", "；".join(changed), event) if changed else None

    return gather(ids, one)


def _task(ledger: Ledger, id: str, day: date, what: str) -> TaskState:
    state = ledger.task(id, day)
    if state.id != id:
        raise StepAloneError(id, state.id, what)
    return state
