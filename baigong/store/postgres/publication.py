"""Plans and roles of a database, as its coordinators set them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from psycopg import errors as states

from baigong.errors import LedgerMovedError, NoSuchRoleError
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.store.postgres.journal import entitlement
from baigong.store.postgres.member import Member
from baigong.store.postgres.store import DatabaseStore, publish
from baigong.words import GrantKind

Names = Mapping[str, tuple[str, ...]]
"""Each way of writing a unit, to the units that it stands for."""


def publish_first(database: DatabaseStore, key: str, plan: Plan, units: UnitsFile, names: Names) -> None:
    """Put a new plan into a database.

    Raises:
        PublishedMeanwhileError: there is one of that key.
        NotEntitledError: the role is no coordinator's.
    """
    publish(database.server, database.member, key, 0, plan, units, names)


def publish_revision(
    store: DatabaseStore, plan: Plan, units: UnitsFile, names: Names, seen: Sequence[Event], relinks: Sequence[Event]
) -> None:
    """Put the next revision of a plan in, and the relinks that keep its events with their tasks, all or nothing.

    Raises:
        LedgerMovedError: what was recorded is no longer what was `seen`.
        BaigongError: the role may not, or somebody else published meanwhile.
    """
    with store.journal.locked() as contents:
        if {event.id for event in contents.events} != {event.id for event in seen}:
            raise LedgerMovedError
        if relinks:
            store.journal.add(store.place, relinks)
        store.publish(plan, units, names)


def members(database: DatabaseStore) -> tuple[Member, ...]:
    """Give every role with a part in the ledger that the one who asks may see: all, or only itself."""
    rows = database.server.rows(
        "SELECT role, kind, coalesce(unit, ''), title FROM baigong.member"
        " ORDER BY array_position(ARRAY['coordinator', 'unit', 'reader'], kind), unit, role"
    )
    return tuple(Member(*row) for row in rows)


def enrol(database: DatabaseStore, role: str, kind: GrantKind, unit: str, title: str) -> None:
    """Give a role of the server a part in the ledger, or another part than it had.

    Raises:
        NoSuchRoleError: the server does not know it.
        NotEntitledError: the one who asks may not.
    """
    with entitlement(database.member):
        try:
            database.server.rows("SELECT baigong.enrol(%s, %s, %s, %s)", (role, kind, unit or None, title))
        except states.UndefinedObject:
            raise NoSuchRoleError(role) from None


def dismiss(database: DatabaseStore, role: str) -> bool:
    """Take a role's part in the ledger away; give whether it had one.

    Raises:
        NotEntitledError: the one who asks may not.
    """
    with entitlement(database.member):
        ((gone,),) = database.server.rows("SELECT baigong.dismiss(%s)", (role,))
    return bool(gone)
