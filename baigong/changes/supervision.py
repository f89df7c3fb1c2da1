"""What the supervising office decides: 销号, 退回, 延期, 分工. Requests become events; pure, writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from baigong import words
from baigong.calendar import LAST_DAY
from baigong.changes.common import Author, Change, Recording, gather, refuse_frozen, stamp
from baigong.errors import RequestError
from baigong.ledger.ledger import Ledger
from baigong.ledger.standing import Roles
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign, Close, Defer, Evidence, Reject
from baigong.words import as_typed


@dataclass(frozen=True)
class Grounds:
    """What a decision rests on: a reason or note in words, and evidence."""

    note: str = ""
    evidence: tuple[Evidence | str, ...] = ()

    def said(self) -> dict[str, Any]:
        """Give the fields of an event that hold it."""
        return {"note": self.note, "evidence": self.evidence}


def close(ledger: Ledger, ids: Sequence[str], verifier: str, grounds: Grounds, author: Author) -> Recording:
    """Strike tasks off after verification, by whoever verified.

    Raises:
        RequestError: a task is not done (on the day, or by later records), or a step was named.
    """

    def one(id: str) -> Change | None:
        state = _task(ledger, id, author.on, "销号")
        if state.closed:
            return None
        for status in (state.status, ledger.task(id, LAST_DAY).status):
            if status != "done":
                raise RequestError(
                    f"{id} 现在是{words.STATUS[status]}，没有完成，不能销号", f"请先办结：{as_typed(f'done {id}')}"
                )
        event = Close(
            **stamp(author),
            task=id,
            verifier=verifier,
            **grounds.said(),
        )
        return Change(id, "", f"{words.STATUS['done']} → {words.STATUS['closed']}，核验人 {verifier}", event)

    return gather(ids, one)


def reject(ledger: Ledger, ids: Sequence[str], reason: str, grounds: Grounds, author: Author) -> Recording:
    """Send done or closed tasks back to doing, saying why verification failed.

    Raises:
        RequestError: a task is not done, there is no reason, or a step was named.
    """
    if not reason.strip():
        raise RequestError("退回没有写原因", "请用 --reason 写明哪里不合格")

    def one(id: str) -> Change:
        state = _task(ledger, id, author.on, "退回")
        if state.status not in ("done", "closed"):
            raise RequestError(
                f"{id} 现在是{words.STATUS[state.status]}，没有可退回的", "只有已完成或已销号的任务才能退回"
            )
        event = Reject(
            **stamp(author),
            task=id,
            reason=reason.strip(),
            **grounds.said(),
        )
        back = state.standing.rejected()
        said = f"{words.STATUS[state.status]} → {words.standing(back.status, back.percent)}，原因：{reason.strip()}"
        return Change(id, "", said, event)

    return gather(ids, one)


def defer(ledger: Ledger, ids: Sequence[str], to: date, reason: str, grounds: Grounds, author: Author) -> Recording:
    """Put off the due date of tasks or steps, with the reason.

    Raises:
        RequestError: there is no reason, the day is not later than the date in force, or the work is finished.
    """
    if not reason.strip():
        raise RequestError("延期没有写原因", "请用 --reason 写明为什么延期")

    def one(id: str) -> Change | None:
        refuse_frozen(ledger, id)
        state = ledger.task(id, author.on)
        step = next((step for step in state.steps if step.step.id == id), None)
        status = step.standing.status if step else state.status
        if status in ("done", "dropped"):
            raise RequestError(
                f"{id} {words.STATUS[status]}，无须延期", f"确需重新办理，请先用 {as_typed(f'reopen {id}')}"
            )
        due = (step.due if step else None) or state.due
        if to == due:
            return None
        if to < due:
            raise RequestError(f"{id} 的时限是 {due}，不能延到更早的 {to}", "延期只能往后；原定时限有误请改 tasks.yaml")
        event = Defer(
            **stamp(author),
            task=id,
            due=to,
            reason=reason.strip(),
            **grounds.said(),
        )
        times = len(state.deferrals.get(id, ())) + 1
        return Change(id, "", f"时限 {due} → {to}（第 {times} 次延期：{reason.strip()}）", event)

    return gather(ids, one)


def assign(
    ledger: Ledger, ids: Sequence[str], given: Mapping[str, tuple[str, ...]], grounds: Grounds, author: Author
) -> Recording:
    """Say who leads, is responsible, supports; a role not in `given` stays, less those who got another.

    Raises:
        RequestError: no role was given, a task is closed, or a step was named.
    """
    if not given:
        raise RequestError("没有写由谁承担", "请用 --lead、--responsible 或 --support 写明单位")

    def one(id: str) -> Change | None:
        state = _task(ledger, id, author.on, "分工")
        refuse_frozen(ledger, id)
        event = Assign(
            **stamp(author),
            task=id,
            lead=given.get("lead"),
            responsible=given.get("responsible"),
            support=given.get("support"),
            reason=grounds.note,
            evidence=grounds.evidence,
        )
        after = state.roles.after(event, state.document)
        if after == state.roles:
            return None
        return Change(id, "", _difference(state.roles, after), event)

    return gather(ids, one)


def _difference(before: Roles, after: Roles) -> str:
    pairs = zip(before.by_role, after.by_role, strict=True)
    changed = [(words.ROLE[role], old, new) for (role, old), (_, new) in pairs if old != new]
    return "；".join(f"{role} {_names(old)} → {_names(new)}" for role, old, new in changed)


def _names(names: tuple[str, ...]) -> str:
    if not names:
        return "无"
    return "、".join(names) if len(names) <= 3 else f"{names[0]}等{len(names)}家"


def _task(ledger: Ledger, id: str, day: date, what: str) -> TaskState:
    state = ledger.task(id, day)
    if state.id != id:
        raise RequestError(f"{id} 是举措，{what}只能对整项任务", f"请写任务的编号 {state.id}")
    return state
