"""改编号: move the records of a task that a revision renumbered or replaced to another id. Pure; writes nothing."""

from __future__ import annotations

from baigong.changes.common import Author, Change, Recording, refuse_frozen, stamp
from baigong.changes.supervision import Grounds
from baigong.errors import DecisionsOfATaskError, NoRecordsError, SameIdError
from baigong.ledger.ledger import Ledger
from baigong.model.events import Assign, Close, Reject, Relink, Retract


def relink(ledger: Ledger, old: str, new: str, grounds: Grounds, author: Author) -> Recording:
    """Move the records under `old` until now to `new`, a task or step of the plan.

    Raises:
        RequestError: both are the same, `old` has no records, or `new` cannot take them.
    """
    if old == new:
        raise SameIdError(old)
    about = [
        event
        for event in ledger.events
        if not isinstance(event, (Retract, Relink))
        and event.id not in ledger.retracted
        and (ledger.task_ids[event.id] == old or ledger.task_ids[event.id].startswith(f"{old}."))
    ]
    if not any(ledger.task_ids[event.id] == old for event in about) and not about:
        raise NoRecordsError(old)
    refuse_frozen(ledger, new)
    is_step = ledger.nodes[new] != new
    if is_step and any(isinstance(event, (Assign, Close, Reject)) for event in about):
        raise DecisionsOfATaskError(old, new)
    event = Relink(**stamp(author), task=new, old=old, reason=grounds.note, evidence=grounds.evidence)
    after = ledger.with_events([event])
    moved = sum(after.task_ids[one.id] != ledger.task_ids[one.id] for one in about)
    left = len(about) - moved
    rest = f"，另有 {left} 条举措的记录没有对应的举措，请逐个改列" if left else ""
    return Recording((Change(new, "", f"原在 {old} 之下的 {moved} 条记录改列于此{rest}", event),))
