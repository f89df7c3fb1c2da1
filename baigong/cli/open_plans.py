"""The open plans of a command: the ledger, or every plan of a folder of plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from datetime import date
from typing import TypeVar

from baigong.cli.session import Session, Where, open_session
from baigong.cli.user import author, warn
from baigong.deferred import dataclass
from baigong.errors import BaigongError, PlanPutAwayError, SeveralPlansError, UnknownPlanError
from baigong.ledger.citation import find_plan, plan_of_ids
from baigong.ledger.directory import find_unit
from baigong.ledger.ids import read_ids
from baigong.ledger.ledger import Ledger
from baigong.store.interface import Selection
from baigong.words import chosen_plan

T = TypeVar("T")


@dataclass(frozen=True)
class Plans:
    """The plans that a command looks at, each a session; one of them is the case of a ledger that stands alone."""

    sessions: tuple[Session, ...]
    today: date
    name: str = ""
    """The name of the only one in its folder of plans; "" where several are open, or the ledger stands alone."""
    faults: Mapping[str, BaigongError] = field(default_factory=dict)
    """Those of the folder that cannot be read, by their names, each with its fault."""
    archived: tuple[str, ...] = ()
    """The names of those that were put away, and are not open."""

    @property
    def only(self) -> Session:
        """The only one.

        Raises:
            SeveralPlansError: there are several.
        """
        if len(self.sessions) > 1:
            raise SeveralPlansError([session.name for session in self.sessions])
        return self.sessions[0]

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The names of those of the folder that cannot be read."""
        return tuple(self.faults)

    @property
    def several(self) -> bool:
        """Whether rows must say whose they are: the folder has several plans, though some cannot be read."""
        return bool(self.sessions[0].name)

    @property
    def start(self) -> date:
        """The first day of the plan that begins first."""
        return min(session.plan.head.start for session in self.sessions)

    @property
    def ledgers(self) -> dict[str, Ledger]:
        """The ledgers by their names."""
        return {session.name: session.ledger for session in self.sessions}

    @property
    def mark(self) -> str:
        """What must stand above whatever is shown of these plans: that one is a demonstration."""
        return next((session.mark for session in self.sessions if session.mark), "")

    def find_unit(self, typed: str) -> str:
        """Find a unit of any plan by its name, alias or a part of it.

        Raises:
            RequestError: several fit, or none.
        """
        return find_unit((session.ledger.directory for session in self.sessions), typed)

    def expand(self, units: Iterable[str]) -> tuple[str, ...]:
        """Put members in the place of groups, each unit once, as any of the directories knows them."""
        directories = [session.ledger.directory for session in self.sessions]
        names = dict.fromkeys(name for directory in directories for name in directory.expand(units))
        return tuple(name for name in names if all(each.members(name) == (name,) for each in directories))

    def find(self, typed: Sequence[str], find: Callable[[Session, str], T]) -> dict[str, tuple[T, ...]]:
        """Find words in each plan that has them; give what was found by the plan's name.

        Raises:
            BaigongError: a word was found in none, as the first plan says it.
        """
        values: dict[str, tuple[T, ...]] = {}
        for one in typed:
            errors = []
            for session in self.sessions:
                try:
                    values[session.name] = (*values.get(session.name, ()), find(session, one))
                except BaigongError as error:
                    errors.append(error)
            if len(errors) == len(self.sessions):
                raise errors[0]
        return values

    def of_ids(self, typed: Sequence[str]) -> tuple[Session, tuple[str, ...]]:
        """Give the one plan that numbers belong to, and the numbers without its name.

        Raises:
            RequestError: they belong to several plans, or to none.
        """
        sessions = {session.name or self.name: session for session in self.sessions}
        if "" in sessions:
            return self.only, tuple(typed)
        try:
            name, ids = plan_of_ids({name: session.plan for name, session in sessions.items()}, typed)
        except UnknownPlanError as error:
            raise self._not_open(error) from None
        if tuple(typed) != ids:
            chosen_plan.set(name)
        return sessions[name], ids

    def _not_open(self, error: UnknownPlanError) -> BaigongError:
        """Give the error that says why a plan is not among the open ones: it was put away, or has a fault."""
        if not error.near:
            with suppress(UnknownPlanError):
                return PlanPutAwayError(find_plan(self.archived, error.typed))
            with suppress(UnknownPlanError):
                return self.faults[find_plan(self.unreadable, error.typed)]
        return error

    def ids(self, typed: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Find tasks and steps of any plan by their numbers; give them by the plan's name.

        Raises:
            RequestError: a number without a plan is a task of several, or of none.
        """
        ids: dict[str, tuple[str, ...]] = {}
        for one in typed:
            session, bare = self.of_ids([one])
            ids[session.name] = (*ids.get(session.name, ()), *read_ids(session.plan, bare))
        return ids

    def of_record(self, id: str) -> Session:
        """Give the plan that has the record `id`, or its beginning; without one, that of the user's last record.

        Raises:
            RequestError: none has it, or several do.
        """
        if not self.several:
            return self.only
        last = []
        for session in self.sessions:
            events, me = session.ledger.events, session.author(author())
            mine = [event.at for event in events if (event.id.startswith(id) if id else event.by == me)]
            if mine:
                last.append((max(mine), session))
        if id and len(last) > 1:
            raise SeveralPlansError([session.name for _, session in last])
        if not last:
            # Where nobody knows the record, the plan that is asked says so.
            return self.sessions[0] if id else self.only
        return max(last, key=lambda pair: pair[0])[1]


def open_plans(where: Where, select: Callable[[Where], Selection | None] = lambda _where: None) -> Plans:
    """Find and read the plans; one that cannot be read is named on stderr, and the others are open.

    Of a ledger that stands alone only the part that `select` gives is read, where the store can tell it by itself.

    Raises:
        BaigongError: there is none, or none can be read.
    """
    every, today = where.every_store(), where.today()
    stores = where.chosen(every)
    sessions: list[Session] = []
    faults: dict[str, BaigongError] = {}
    for each in stores:
        try:
            if len(stores) > 1:
                sessions.append(open_session(each.store, today, each.name))
            else:
                sessions.append(open_session(each.store, today, "", select(where)))
        except BaigongError as error:
            faults[each.name] = error
    if not sessions:
        raise next(iter(faults.values()))
    for name, fault in faults.items():
        warn(f"方案 {name} 读不出，没有计入：{fault.message}")
    _warn_of_copies(sessions)
    name = stores[0].name if len(stores) == 1 else ""
    archived = tuple(each.name for each in every if each.archived)
    return Plans(tuple(sessions), today, name, faults, archived)


def ledgers_beside(where: Where, session: Session) -> dict[str, Ledger]:
    """Read the other plans of the folder, those put away too; without those that cannot be read.

    Where all of them are open, those that cannot be read have been named.
    """
    ledgers: dict[str, Ledger] = {}
    for each in where.every_store():
        if each.name and each.store.name != session.store.name:
            with suppress(BaigongError):
                store = each.store
                ledgers[each.name] = Ledger(store.plan(), store.journal.read().events, store.units())
    return ledgers


def _warn_of_copies(sessions: Sequence[Session]) -> None:
    """Warn of two plans of one title: a copied folder would count everything twice."""
    first: dict[tuple[str, str], str] = {}
    for session in sessions:
        head = session.plan.head
        other = first.setdefault((head.title, head.number), session.name)
        if other != session.name:
            warn(f"方案 {other} 和 {session.name} 的标题、文号相同，可能是同一个方案的两份，各项数字会算两遍")
