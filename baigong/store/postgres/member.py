"""Who is asking: the server's role, and what it was granted."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.deferred import dataclass
from baigong.errors import NotEnrolledError, NotEntitledError, RefusedByServerError
from baigong.model.events import Event, Progress, Retract
from baigong.store.postgres.schema import require_schema
from baigong.store.postgres.server import Server
from baigong.words import GrantKind


@dataclass(frozen=True)
class Member:
    """A role, what it may do, the unit that it speaks for ("" for all), and the author of what it records."""

    role: str
    kind: GrantKind
    unit: str
    title: str


def who_is_asking(server: Server) -> Member:
    """Give the member that the connection belongs to.

    Raises:
        RequestError: the database holds no ledger, or not of this version.
        NotEnrolledError: the role has no part in the ledger.
    """
    try:
        require_schema(server)
        rows = server.rows("SELECT role, kind, coalesce(unit, ''), title FROM baigong.member WHERE role = session_user")
    except RefusedByServerError:
        # Not even the schema may be looked into.
        rows = []
    if not rows:
        raise NotEnrolledError(server.role)
    return Member(*rows[0])


def refuse_unentitled(member: Member, events: Sequence[Event]) -> None:
    """Refuse what a unit may not record, and say what is missing; the server refuses it too, in fewer words.

    Raises:
        NotEntitledError: naming the first such event.
    """
    if member.kind != "unit":
        return
    for event in events:
        if isinstance(event, Progress) and event.unit != member.unit:
            whose = f"{event.unit}的份额" if event.unit else "整项任务"
            raise NotEntitledError(member.title, f"替{whose}填报", "一个单位只填报自己的份额；其余由统筹单位记录")
        if not isinstance(event, (Progress, Retract)):
            raise NotEntitledError(
                member.title, "督查（销号、退回、延期、调整分工）", "要有统筹（--coordinator）的授权"
            )
