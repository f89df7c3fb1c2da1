"""The session of a command: the ledger, today, the author; questions and warnings."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import typer

from baigong.calendar import FIRST_DAY, LAST_DAY, read_day
from baigong.cli.user import warn
from baigong.deferred import dataclass
from baigong.errors import (
    AllArchivedError,
    ClockError,
    NoPlansFolderError,
    SeveralPlansError,
)
from baigong.ledger.citation import find_plan
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.pages.sentences import OwnTemplate, Sentences
from baigong.store.interface import (
    Excerpt,
    Journal,
    JournalContents,
    KeepFinished,
    PlanStore,
    Selection,
    Store,
    keep_nothing,
)
from baigong.store.stores import open_stores
from baigong.store.templates import read_template, template_path
from baigong.words import as_typed, chosen_plan


@dataclass(frozen=True)
class Where:
    """The ledger and the day of the command line, None where it names none."""

    file: str | None = None
    as_of: str | None = None
    plan: str | None = None

    def store(self) -> Store:
        """Open the store that --file and --plan name, else the one of the environment or the nearest.

        Raises:
            RequestError: there is none, or several.
        """
        stores = self.stores()
        if len(stores) > 1:
            raise SeveralPlansError([one.name for one in stores])
        return stores[0].store

    def stores(self) -> tuple[PlanStore, ...]:
        """Open each plan of the folder that --file names, without those put away; one where --plan names it.

        Raises:
            RequestError: there is none, or none of that name.
        """
        return self.chosen(self.every_store())

    def chosen(self, stores: tuple[PlanStore, ...]) -> tuple[PlanStore, ...]:
        """Give those of the plans of the folder that the command line is about: not those put away, or the named one.

        Raises:
            RequestError: there is none, or none of that name.
        """
        if self.plan:
            if not stores[0].name:
                raise NoPlansFolderError
            name = find_plan([one.name for one in stores], self.plan)
            return tuple(one for one in stores if one.name == name)
        # A ledger that stands alone is looked at, though nothing may be recorded in it.
        current = tuple(one for one in stores if not (one.name and one.archived))
        if not current:
            raise AllArchivedError(len(stores))
        return current

    def every_store(self) -> tuple[PlanStore, ...]:
        """Open each plan of the folder that --file names, those put away too.

        Raises:
            RequestError: there is none.
        """
        return open_stores(self.file, Path.cwd(), warn)

    def today(self) -> date:
        """Give the day that counts as today: --as-of, else BAIGONG_TODAY, else the local date.

        Raises:
            RequestError: when it is no date.
        """
        now = clock().date()
        text = self.as_of or os.environ.get("BAIGONG_TODAY")
        return read_day(text, now) if text else now


@dataclass(frozen=True)
class Session:
    """An open ledger and the day on which it is looked at."""

    store: Store
    plan: Plan
    units: UnitsFile
    today: date
    ledger: Ledger
    name: str = ""
    """The plan's name among several that are open; "" for the only one."""
    selection: Selection | None = None
    keep_finished: KeepFinished = keep_nothing
    told: tuple[str, ...] = ()
    """The warnings of the journal that were printed when it was opened."""

    @property
    def mark(self) -> str:
        """What must stand above whatever is shown of this ledger: that it is a demonstration."""
        return self.plan.head.mark

    @property
    def journal(self) -> Journal:
        """The journal of this ledger."""
        return self.store.journal

    def author(self, by: str) -> str:
        """Give the author of a recording: whom the store knows to be asking, else `by`."""
        return self.store.identity().author or by

    def sentences(self, name: str) -> Sentences:
        """Give the sentences of a kind of document, those of the office's own template first.

        Raises:
            DataError: that template is no text.
        """
        path = template_path(self.store.evidence_base, name)
        text = read_template(path)
        return Sentences(name, OwnTemplate(str(path), text) if text is not None else None)

    def states(self) -> Sequence[TaskState]:
        """Give the state of every task today; a store that may leave out finished ones in future is told of them."""
        states = self.ledger.on(self.today)
        if self.selection and self.selection.late_on == self.today:
            self.keep_finished(self.ledger.finished_for_good(self.today), self.today)
        return states

    def find_unit(self, typed: str) -> str:
        """Find a unit by its name, alias or a part of it.

        Raises:
            RequestError: several fit, or none.
        """
        return self.ledger.directory.find(typed)

    def again(self, contents: JournalContents) -> Session:
        """Give a session with the present content of the store."""
        plan, units = self.store.plan(), self.store.units()
        ledger = Ledger(plan, contents.events, units)
        return replace(self, plan=plan, units=units, ledger=ledger, selection=None)

    def reopened(self) -> Session:
        """Give a session with the present content of the store, of the same part of it where it is one of a part."""
        part = self.store.excerpt(self.selection) if self.selection else None
        return self._of(part) if part else self.again(self.journal.read())

    def record(self, decide: Callable[[Session], Sequence[Event]]) -> list[Event]:
        """Add the events that `decide` makes of what the ledger holds under the lock; give them as written."""
        if self.selection:
            written = self.store.record_in(self.selection, lambda part: decide(self._of(part)))
            if written is not None:
                return written
        warnings: list[str] = []

        def decided(contents: JournalContents) -> Sequence[Event]:
            warnings.extend(warning for warning in contents.warnings if warning not in self.told)
            return decide(self.again(contents))

        written = self.journal.record(decided)
        for warning in warnings:
            warn(warning)
        return written

    def _of(self, part: Excerpt) -> Session:
        return replace(self, plan=part.plan, units=part.units, ledger=_ledger_of(part))


def _ledger_of(part: Excerpt) -> Ledger:
    return Ledger(part.plan, part.contents.events, part.units, part.around)


def where(ctx: typer.Context, file: str | None = None, as_of: str | None = None, plan: str | None = None) -> Where:
    """Merge the options before the command's name (`baigong -f FILE list`) with those after it, which win."""
    before = ctx.find_root().params
    chosen_plan.set(plan or "")
    return Where(file or before.get("file"), as_of or before.get("as_of"), plan)


def open_session(store: Store, today: date, name: str = "", selection: Selection | None = None) -> Session:
    """Read a ledger; warn on stderr of records that do not count.

    With a selection only the part of it that a command needs is read, where the store can tell that part by itself.

    Raises:
        BaigongError: a file of it is wrong, or out of reach.
    """
    part = store.excerpt(selection) if selection else None
    if selection and part:
        return _session_of(part, store, today, name, selection)
    plan = store.plan()
    units = store.units()
    contents = store.journal.read()
    # Now that all was read, the store may know the part; of a large ledger that is much less to work on.
    part = store.excerpt(selection) if selection and len(contents.events) > LARGE else None
    if selection and part:
        return _session_of(part, store, today, name, selection)
    ledger = Ledger(plan, contents.events, units)
    for warning in store.warnings():
        warn(warning)
    _warn_of(contents, ledger, store)
    return Session(store, plan, units, today, ledger, name, told=contents.warnings)


def _session_of(part: Excerpt, store: Store, today: date, name: str, selection: Selection) -> Session:
    return Session(store, part.plan, part.units, today, _ledger_of(part), name, selection, part.keep_finished)


LARGE = 10_000
"""Events in a ledger of which a part is worth a second look for it."""


def clock() -> datetime:
    """Give the present moment, with the offset of the local time.

    Raises:
        ClockError: the time zone is none, or the clock stands on a day that no ledger can hold.
    """
    try:
        now = datetime.now().astimezone()
    except (ValueError, OverflowError, OSError):
        raise ClockError("本机的时区设置不成立") from None
    if not FIRST_DAY <= now.date() <= LAST_DAY:
        raise ClockError(f"本机时钟是 {now:%Y-%m-%d}，不在 {FIRST_DAY.year} 至 {LAST_DAY.year} 年之间")
    return now


def _warn_of(contents: JournalContents, ledger: Ledger, store: Store) -> None:
    for warning in contents.warnings:
        warn(warning)
    if not ledger.strays:
        return
    # Those that a revision left behind were told when it was written; `check` names them again.
    told = store.replaced_ids()
    strays = [event for event in ledger.strays if event.task not in told]
    if strays:
        ids = "、".join(dict.fromkeys(event.task for event in strays))
        first = contents.place(strays[0].id)
        warn(f"{first}: 有 {len(strays)} 条记录指向方案中没有的编号（{ids}），未计入；详见 {as_typed('check')}")
