"""A ledger in files: the plan, the directory of units and the journal, beside each other in one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from baigong.errors import BaigongError, DataError, LedgerMovedError
from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.store.files import present, read_bytes, writing_failed
from baigong.store.index_place import index_place
from baigong.store.interface import (
    Amendment,
    Edit,
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
from baigong.store.journal import FileJournal
from baigong.store.journal_lines import FileContents, plan_of_journal
from baigong.store.locate import LedgerPaths, locate, locate_plans, plans_inside
from baigong.store.lock import hold

if TYPE_CHECKING:
    from baigong.store.audit import Finding
    from baigong.store.index import Index


def open_store(where: str | None, here: Path, waiting: Waiting = silent) -> FileStore:
    """Open the files that `where` names, or the nearest from `here` upward."""
    return FileStore(locate(where, here), waiting)


def open_stores(where: str | None, here: Path, waiting: Waiting = silent) -> tuple[PlanStore, ...]:
    """Open the ledger that `where` names, or each plan of the folder that it names."""
    plans = locate_plans(where, here)
    return tuple(PlanStore(plan.name, FileStore(plan.paths, waiting), present(plan.paths.archived)) for plan in plans)


class FileStore:
    """The files of one ledger."""

    def __init__(self, paths: LedgerPaths, waiting: Waiting = silent) -> None:
        """Name the files; nothing is read yet."""
        self.paths = paths
        self._waiting = waiting
        self.journal = FileJournal(paths.journal, waiting, paths.plan.name, self._keep_journal, self._known_of_journal)
        self._plan: tuple[bytes, Plan] | None = None
        self._units: tuple[bytes | None, UnitsFile] | None = None

    @property
    def name(self) -> str:
        """The path of the plan."""
        return str(self.paths.plan)

    @property
    def evidence_base(self) -> Path:
        """The folder of the plan."""
        return self.paths.folder

    def plan(self) -> Plan:
        """Give the plan; it is parsed again only when its bytes have changed.

        Raises:
            DataError: the first fault of the file, at its line.
            OutOfReachError: it cannot be read.
        """
        content = read_bytes(self.paths.plan)
        if self._plan is None or self._plan[0] != content:
            self._plan = content, self._indexed_plan(content)
        return self._plan[1]

    def _indexed_plan(self, content: bytes) -> Plan:
        known = self._index.plan(content) if self._index else None
        if known is not None:
            return known
        from baigong.store.plan_file import plan_of

        plan = plan_of(self.paths.plan, content)
        if self._index:
            self._index.keep_plan(content, plan)
        return plan

    @cached_property
    def _index(self) -> Index | None:
        """The derived index; None where there is none."""
        place = index_place(self.paths.plan)
        if place is None:
            return None
        from baigong.store.index import Index

        return Index(place)

    def _keep_journal(self, content: bytes, contents: FileContents) -> None:
        if self._index:
            self._index.keep_journal(content, contents)

    def _known_of_journal(self, content: bytes) -> int:
        return self._index.known_of_journal(content) if self._index else 0

    def excerpt(self, selection: Selection) -> Excerpt | None:
        """Give a part of the ledger from its index; None where that cannot tell, or there is anything to warn of."""
        return self._excerpt(selection, self.journal.heads())

    def _excerpt(self, selection: Selection, heads: Sequence[str]) -> Excerpt | None:
        if not self._index or self.warnings():
            return None
        from baigong.store.index_excerpt import excerpt_of

        return excerpt_of(self._index, self.paths, selection, heads)

    def record_in(self, selection: Selection, decide: Callable[[Excerpt], Sequence[Event]]) -> list[Event] | None:
        """Record as the journal does, deciding on a part of the ledger; None, and nothing done, as for `excerpt`.

        Raises:
            BaigongError: it is refused, or cannot be written; the file is then as it was.
        """
        if not self._index:
            return None
        return self.journal.record_in(lambda heads: self._excerpt(selection, heads), decide)

    def whole_plan(self) -> Plan:
        """Give the plan: files know nobody, and everybody sees all of it."""
        return self.plan()

    def units(self) -> UnitsFile:
        """Give the directory, empty where there is none; it is parsed again only when its bytes have changed.

        Raises:
            DataError: the first fault of the file, at its line.
            OutOfReachError: it cannot be read.
        """
        content = read_bytes(self.paths.units) if present(self.paths.units) else None
        if self._units is None or self._units[0] != content:
            self._units = content, self._indexed_units(content)
        return self._units[1]

    def _indexed_units(self, content: bytes | None) -> UnitsFile:
        if content is None:
            return UnitsFile()
        known = self._index.units(content) if self._index else None
        if known is not None:
            return known
        from baigong.store.units_file import units_of

        units = units_of(self.paths.units, content)
        if self._index:
            self._index.keep_units(content, units)
        return units

    def add_unit(self, name: str) -> None:
        """Add a unit at the end of the directory, under the journal's lock; its other lines stay unchanged.

        A directory that several plans share has a lock of its own: each plan's journal has another.
        """
        from baigong.store.units_file import add_unit

        shared = self.paths.shared_units
        with hold(shared.with_name(f"{shared.name}.lock"), self._waiting) if shared else nullcontext():
            add_unit(self.paths.units, name)

    def amend(self, decide: Callable[[Plan, JournalContents], Amendment]) -> PlanChange:
        """Change one task or step of the plan; every other byte of its file stays. An edit keeps a copy of it.

        Raises:
            BaigongError: it is refused, or cannot be written; the file is then as it was.
        """
        from baigong.store.plan_file import plan_of
        from baigong.store.plan_text import amended
        from baigong.store.replacement import keep_copy, write_whole

        path = self.paths.plan
        with self.journal.locked() as contents:
            content = read_bytes(path)
            before = plan_of(path, content)
            amendment = decide(before, contents)
            new = amended(path, content, before, amendment)
            kept = str(keep_copy(path, content)) if isinstance(amendment, Edit) else ""
            # An editor writes without the lock: what it saved meanwhile is not replaced.
            if read_bytes(path) != content:
                raise LedgerMovedError
            write_whole(path, new, "plan")
        return PlanChange(before, self.plan(), kept)

    def identity(self) -> Identity:
        """Give nobody: whoever may write the files may record in any name."""
        return Identity()

    def warnings(self) -> tuple[str, ...]:
        """Say what a person should know of the files as a whole."""
        return (*self._folder_warnings(), *self._journal_warnings())

    def _folder_warnings(self) -> Iterator[str]:
        units = self.paths.units
        if self.paths.shared_units is None:
            return
        if units != self.paths.shared_units:
            yield f"{units} 是这个方案自己的名录，没有用 {self.paths.shared_units}；要各方案共用，请并入后移走"
        inside = plans_inside(self.paths)
        if inside:
            yield f"{self.paths.folder} 里面还有方案 {'、'.join(inside)}，没有计入；请移到与它并列的位置"

    def _journal_warnings(self) -> tuple[str, ...]:
        shared = self.paths.shared_journal
        if shared is None or plan_of_journal(shared):
            return ()
        others = [path.name for path in sorted(self.paths.folder.glob("*.yaml")) if self._is_other_plan(path)]
        if not others:
            return ()
        advice = f"若它属于 {self.paths.plan.name}，请改名为 {self.paths.own_journal.name}"
        return (f"{shared} 没有写明属于哪个方案，而这里还有 {'、'.join(others)}；{advice}",)

    def replaced_ids(self) -> frozenset[str]:
        """Give the ids in the copies that were kept beside the plan; a copy that cannot be read has none."""
        from baigong.store.plan_file import plan_of

        ids: set[str] = set()
        for copy in sorted(self.paths.folder.glob(f"{self.paths.plan.name}.old*")):
            with suppress(BaigongError):
                ids.update(node.id for task in plan_of(copy, read_bytes(copy)).tasks for node in task.nodes)
        return frozenset(ids)

    def _is_other_plan(self, path: Path) -> bool:
        from baigong.store.replacement import holds

        with suppress(BaigongError):
            return path != self.paths.plan and holds(read_bytes(path)) == "plan"
        return False

    def archive(self, note: str) -> None:
        """Put the plan away: a mark beside it, written under the journal's lock, that holds `note`."""
        from baigong.store.replacement import write_whole

        with self.journal.locked():
            write_whole(self.paths.archived, note.encode(), "result")

    def restore(self) -> None:
        """Take the mark of a plan that was put away from it."""
        try:
            self.paths.archived.unlink(missing_ok=True)
        except OSError as error:
            raise writing_failed(self.paths.archived, error) from None

    def inspect(self) -> Inventory:
        """Read every file and collect the faults of each.

        Raises:
            BaigongError: a file is missing or out of reach.
        """
        from baigong.store.plan_file import read_plan
        from baigong.store.units_file import read_units

        faults: list[DataError] = []
        plan = read_plan(self.paths.plan, faults)
        units = read_units(self.paths.units, faults)
        contents = JournalContents()
        try:
            contents = self.journal.read()
        except DataError as error:
            faults.append(error)
        return Inventory(plan, units, contents, tuple(faults))

    def audit(self) -> tuple[Finding, ...]:
        """Look for the traces of hands in the journal.

        Raises:
            BaigongError: a file is out of reach.
        """
        from baigong.store.audit import audit

        # Read the head before the journal, else a line recorded between the two would look lost.
        heads = self.journal.heads()
        return audit(self.journal.content(), self.journal.set_aside(), heads)
