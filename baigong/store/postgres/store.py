"""A ledger in PostgreSQL: one plan of a database that may hold many, as what the role may see of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from psycopg import errors as states

from baigong.errors import (
    AmendmentRefusedError,
    DataError,
    NoPlanOfUnitError,
    NoPlanPublishedError,
    PublishedMeanwhileError,
    PublishedPlanFaultError,
    SeveralPlansPublishedError,
    UnknownPlanError,
)
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.model.units import Unit, UnitsFile
from baigong.store.interface import (
    Amendment,
    Excerpt,
    Identity,
    Inventory,
    JournalContents,
    PlanChange,
    PlanStore,
    Selection,
    Waiting,
    silent,
)
from baigong.store.plan_file import dump_plan, plan_of
from baigong.store.plan_text import plan_with
from baigong.store.postgres.address import Address, read_address
from baigong.store.postgres.excerpt import cut, excerpt_of
from baigong.store.postgres.journal import DatabaseJournal, PlanPlace, entitlement
from baigong.store.postgres.member import Member, who_is_asking
from baigong.store.postgres.server import Server


def open_store(where: str, here: Path, waiting: Waiting = silent) -> DatabaseStore:
    """Open the ledger at an address; nothing is sent to the server yet."""
    return DatabaseStore(read_address(where), here, waiting)


def open_stores(where: str, here: Path, waiting: Waiting = silent) -> tuple[PlanStore, ...]:
    """Open the plan that an address names, else each plan of the database.

    Raises:
        BaigongError: the server cannot be reached, or holds no plan.
    """
    database = open_store(where, here, waiting)
    keys = () if database.address.plan else database.plan_keys()
    if len(keys) < 2:
        return (PlanStore("", database),)
    return tuple(PlanStore(key, database.of_plan(key)) for key in keys)


class DatabaseStore:
    """One plan of a database."""

    def __init__(self, address: Address, here: Path, waiting: Waiting = silent, server: Server | None = None) -> None:
        """Name the ledger; the server is asked when something of it is needed."""
        self.address = address
        self.server = server or Server(address)
        self._waiting = waiting
        self.journal = DatabaseJournal(lambda: self.place, waiting)
        self._here = here
        self._revision = 0
        self._plan: Plan | None = None
        self._own: tuple[int, frozenset[str], Plan] | None = None
        self._units = UnitsFile()

    @property
    def name(self) -> str:
        """The address, without a password."""
        return self.address.name

    @property
    def evidence_base(self) -> Path:
        """The folder in which the command runs."""
        return self._here

    @cached_property
    def member(self) -> Member:
        """Who is asking.

        Raises:
            BaigongError: the database holds no ledger, or the role has no part in it.
        """
        return who_is_asking(self.server)

    @cached_property
    def place(self) -> PlanPlace:
        """The plan's place in the database.

        Raises:
            RequestError: there is no plan of that name, or several and none is named.
        """
        member, key = self.member, self.address.plan
        rows = self.server.rows("SELECT number FROM baigong.plan WHERE key = %s", (key,)) if key else []
        if rows:
            return PlanPlace(self.server, rows[0][0], member)
        plans = plan_keys(self.server)
        if not plans and member.kind == "unit":
            raise NoPlanOfUnitError(member.title)
        if not plans:
            raise NoPlanPublishedError(self.name)
        if key:
            raise UnknownPlanError(key, (), tuple(plans))
        if len(plans) > 1:
            raise SeveralPlansPublishedError(tuple(plans))
        return PlanPlace(self.server, next(iter(plans.values())), member)

    def plan_keys(self) -> tuple[str, ...]:
        """Give the key of every plan of the database, in the order of publication."""
        return tuple(plan_keys(self.server)) if self.member else ()

    def of_plan(self, key: str) -> DatabaseStore:
        """Give the store of another plan of the same database, on the same connection."""
        return DatabaseStore(self.address.of_plan(key), self._here, self._waiting, self.server)

    def identity(self) -> Identity:
        """Give the author that the server will write, and the unit that the role speaks for."""
        return Identity(self.member.title, self.member.unit)

    def warnings(self) -> tuple[str, ...]:
        """Say that a unit sees its own tasks only, where there are others."""
        whole, own = (sum(1 for _ in plan.tasks) for plan in (self.whole_plan(), self.plan()))
        if own == whole:
            return ()
        key = f"“{self.address.plan}”" if self.address.plan else "方案"
        return (f"以{self.member.title}的身份，只列它承担的 {own} 项任务（{key}共 {whole} 项）",)

    def plan(self) -> Plan:
        """Give the plan; of a unit's role, what the unit takes part in."""
        plan = self.whole_plan()
        if self.member.kind != "unit":
            return plan
        rows = self.server.rows(
            "SELECT task FROM baigong.part WHERE plan = %s AND unit = %s AND current", (self._number, self.member.unit)
        )
        own = frozenset(task for (task,) in rows)
        if self._own is None or self._own[:2] != (self._revision, own):
            self._own = self._revision, own, cut(plan, own)
        return self._own[2]

    def whole_plan(self) -> Plan:
        """Give the plan as it was published; it is sent again only when it was revised."""
        self._refresh()
        assert self._plan is not None
        return self._plan

    def units(self) -> UnitsFile:
        """Give the directory of this plan."""
        self._refresh()
        return self._units

    def add_unit(self, name: str) -> None:
        """Add a unit to the directory of this plan."""
        with self.server.transaction():
            self.journal.hold(self.place)
            units = self.units()
            self.publish(self.whole_plan(), UnitsFile(units=(*units.units, Unit(name=name))))

    def excerpt(self, selection: Selection) -> Excerpt | None:
        """Give a part of the ledger; None where only the whole can tell."""
        return excerpt_of(self.place, self.whole_plan(), self.units(), selection)

    def record_in(self, selection: Selection, decide: Callable[[Excerpt], Sequence[Event]]) -> list[Event] | None:
        """Record as the journal does, deciding on a part of the ledger; None, and nothing done, as for `excerpt`.

        Raises:
            BaigongError: it is refused, or the server cannot be reached.
        """
        return self.journal.record_on(lambda: self.excerpt(selection), decide)

    def amend(self, decide: Callable[[Plan, JournalContents], Amendment]) -> PlanChange:
        """Change one task or step of the plan, as the next revision of it; the revisions before are kept."""
        with self.server.transaction():
            self.journal.hold(self.place)
            before = self.whole_plan()
            amendment = decide(before, self.journal.read())
            try:
                after = plan_of(Path(self.place_key), dump_plan(plan_with(before, amendment)).encode())
            except DataError as error:
                raise AmendmentRefusedError(error.fault, error.hint) from None
            # Asked for a unit that is new, `decide` has added it: that was a revision of its own.
            self._refresh()
            self.publish(after, self._units)
        return PlanChange(before, after)

    @property
    def place_key(self) -> str:
        """The key of this plan."""
        ((key,),) = self.server.rows("SELECT key FROM baigong.plan WHERE number = %s", (self._number,))
        return str(key)

    def publish(self, plan: Plan, units: UnitsFile, names: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Make this the revision after the one that was last read; see the function of this name."""
        publish(self.server, self.member, self.place_key, self._revision, plan, units, names)

    def replaced_ids(self) -> frozenset[str]:
        """Give the ids that earlier revisions had and this one has no more."""
        rows = self.server.rows("SELECT id FROM baigong.node WHERE plan = %s AND NOT current", (self._number,))
        return frozenset(id for (id,) in rows)

    def inspect(self) -> Inventory:
        """Read everything; the server keeps what is faulty from being written."""
        try:
            plan, units = self.plan(), self.units()
        except DataError as error:
            return Inventory(None, None, JournalContents(), (error,))
        return Inventory(plan, units, self.journal.read(), ())

    @property
    def _number(self) -> int:
        return self.place.number

    def _refresh(self) -> None:
        ((revision,),) = self.server.rows("SELECT revision FROM baigong.plan WHERE number = %s", (self._number,))
        if revision == self._revision and self._plan is not None:
            return
        ((self._revision, document, units),) = self.server.rows(
            "SELECT revision, document::text, units::text FROM baigong.plan WHERE number = %s", (self._number,)
        )
        try:
            self._plan = Plan.model_validate(json.loads(document))
            self._units = UnitsFile.model_validate(json.loads(units))
        except ValueError:  # Pydantic's is one
            raise PublishedPlanFaultError(self.name) from None


def plan_keys(server: Server) -> dict[str, int]:
    """Give the number of every plan of a database, by its key, in the order of publication."""
    return dict(server.rows("SELECT key, number FROM baigong.plan ORDER BY number"))


def publish(
    server: Server,
    member: Member,
    key: str,
    based_on: int,
    plan: Plan,
    units: UnitsFile,
    names: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Put a plan in as the revision after `based_on` (0 for a first one).

    `names` gives the units that each name stands for; None leaves those of the revision before.

    Raises:
        PublishedMeanwhileError: it is not the revision after that.
        BaigongError: the role may not, or events would lose their task.
    """
    document = json.dumps(plan.model_dump(), ensure_ascii=False)
    directory = json.dumps(units.model_dump(), ensure_ascii=False)
    tasks = json.dumps(_tasks(plan), ensure_ascii=False)
    meanings = json.dumps(dict(names), ensure_ascii=False) if names is not None else None
    with entitlement(member):
        try:
            server.rows(
                "SELECT baigong.publish(%s, %s, %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb)",
                (key, based_on, document, directory, tasks, meanings),
            )
        except (states.SerializationFailure, states.UniqueViolation):
            raise PublishedMeanwhileError(key) from None


def _tasks(plan: Plan) -> list[dict[str, Any]]:
    rows = []
    for section in plan.sections:
        for task in section.tasks:
            clause = section.clause_of(task)
            rows.append(
                {
                    "id": task.id,
                    "nodes": [node.id for node in task.nodes],
                    "lead": list(clause.lead),
                    "responsible": list(clause.units),
                    "support": list(clause.support),
                }
            )
    return rows
