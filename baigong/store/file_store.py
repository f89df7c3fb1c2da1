"""A ledger in files: the plan, the directory of units and the journal, beside each other in one folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from baigong.errors import BaigongError, DataError, LedgerMovedError
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.store.audit import Finding, audit
from baigong.store.files import present, read_bytes
from baigong.store.interface import Amended, Amendment, Edit, Inventory, JournalContents, Waiting, silent
from baigong.store.journal import FileJournal
from baigong.store.journal_lines import plan_of_journal
from baigong.store.locate import LedgerPaths, locate
from baigong.store.plan_file import plan_of, read_plan
from baigong.store.plan_text import amended
from baigong.store.replacement import holds, keep_copy, write_whole
from baigong.store.units_file import add_unit, read_units, units_of


def open_store(where: str | None, here: Path, waiting: Waiting = silent) -> FileStore:
    """Open the files that `where` names, or the nearest from `here` upward."""
    return FileStore(locate(where, here), waiting)


class FileStore:
    """The files of one ledger."""

    def __init__(self, paths: LedgerPaths, waiting: Waiting = silent) -> None:
        """Name the files; nothing is read yet."""
        self.paths = paths
        self.journal = FileJournal(paths.journal, waiting, paths.plan.name)
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
            self._plan = content, plan_of(self.paths.plan, content)
        return self._plan[1]

    def units(self) -> UnitsFile:
        """Give the directory, empty where there is none; it is parsed again only when its bytes have changed.

        Raises:
            DataError: the first fault of the file, at its line.
            OutOfReachError: it cannot be read.
        """
        content = read_bytes(self.paths.units) if present(self.paths.units) else None
        if self._units is None or self._units[0] != content:
            self._units = content, units_of(self.paths.units, content)
        return self._units[1]

    def add_unit(self, name: str) -> None:
        """Add a unit at the end of the directory, under the journal's lock; its other lines stay unchanged."""
        add_unit(self.paths.units, name)

    def amend(self, decide: Callable[[Plan, JournalContents], Amendment]) -> Amended:
        """Change one task or step of the plan; every other byte of its file stays. An edit keeps a copy of it.

        Raises:
            BaigongError: it is refused, or cannot be written; the file is then as it was.
        """
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
        return Amended(before, self.plan(), kept)

    def warnings(self) -> tuple[str, ...]:
        """Say what a person should know of the files as a whole."""
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
        ids: set[str] = set()
        for copy in sorted(self.paths.folder.glob(f"{self.paths.plan.name}.old*")):
            with suppress(BaigongError):
                ids.update(node.id for task in plan_of(copy, read_bytes(copy)).tasks for node in task.nodes)
        return frozenset(ids)

    def _is_other_plan(self, path: Path) -> bool:
        with suppress(BaigongError):
            return path != self.paths.plan and holds(read_bytes(path)) == "plan"
        return False

    def inspect(self) -> Inventory:
        """Read every file and collect the faults of each.

        Raises:
            BaigongError: a file is missing or out of reach.
        """
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
        # Read the head before the journal, else a line recorded between the two would look lost.
        heads = self.journal.heads()
        return audit(self.journal.content(), self.journal.set_aside(), heads)
