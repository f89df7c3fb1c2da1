"""Where the ledger is: named, or in the environment, or the nearest one from here upward."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from baigong.errors import NoLedgerError, NoLedgerInFolderError, NoSuchUserError, OutOfReachError, PlanGoneError
from baigong.store.files import present, reading_failed
from baigong.store.journal_lines import plan_of_journal
from baigong.store.replacement import JOURNAL

_PLAN = "tasks.yaml"
_OTHERS = ("progress.jsonl", "units.yaml")
_NAMES = (Path("data") / "tasks.yaml", Path("tasks.yaml"))


@dataclass(frozen=True)
class LedgerPaths:
    """The three files of a ledger; only `plan` must exist."""

    plan: Path

    @property
    def units(self) -> Path:
        """The directory of units, beside the plan."""
        return self.plan.with_name("units.yaml")

    @property
    def journal(self) -> Path:
        """The journal of this plan, beside it: progress.jsonl of tasks.yaml, 甲.progress.jsonl of 甲.yaml.

        A ledger older than that rule keeps the progress.jsonl it has.
        """
        return self.shared_journal or self.own_journal

    @property
    def own_journal(self) -> Path:
        """The journal that a new plan of this name gets."""
        return self.plan.with_name(JOURNAL if self.plan.name == _PLAN else f"{self.plan.stem}.{JOURNAL}")

    @property
    def shared_journal(self) -> Path | None:
        """The progress.jsonl beside a plan that is not named tasks.yaml, if it may belong to that plan."""
        shared = self.plan.with_name(JOURNAL)
        if self.own_journal == shared or _is_file(self.own_journal) or _is_file(self.plan.with_name(_PLAN)):
            return None
        if not _is_file(shared):
            return None
        owner = plan_of_journal(shared)
        # Its plan is gone: this plan is that one, renamed.
        return shared if owner in ("", self.plan.name) or not _is_file(self.plan.with_name(owner)) else None

    @property
    def folder(self) -> Path:
        """The folder that holds all three; evidence is kept relative to it."""
        return self.plan.parent


def locate(named: str | None, here: Path) -> LedgerPaths:
    """Find the ledger: `named` (a file or a folder), else the nearest from `here` upward.

    Raises:
        RequestError: when there is none, or what is named cannot be one.
    """
    if named:
        return _named(named)
    for folder in (here, *here.parents):
        for name in _NAMES:
            try:
                # A pipe or a broken link is not passed over: reading it reports the fault.
                if _stands(folder / name):
                    return LedgerPaths(_short(folder / name, here))
            except OutOfReachError:
                # Somebody else's folder on the way up is no ledger of ours; the one we stand in may be.
                if folder == here:
                    raise
        for name in _NAMES:
            rest = [path for path in ((folder / name).with_name(other) for other in _OTHERS) if _is_file(path)]
            if rest:
                raise PlanGoneError(_short(folder / name, here), rest[0].name)
    raise NoLedgerError


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # Somebody else's folder on the way up.
        return False


def _named(typed: str) -> LedgerPaths:
    try:
        path = Path(typed).expanduser()
    except RuntimeError:
        raise NoSuchUserError(Path(typed).parts[0]) from None
    try:
        if not path.is_dir():
            return LedgerPaths(path)
    except OSError as error:
        raise reading_failed(path, error) from None
    for name in _NAMES:
        if _stands(path / name):
            return LedgerPaths(path / name)
    raise NoLedgerInFolderError(path)


def _stands(path: Path) -> bool:
    try:
        return present(path) and not path.is_dir()
    except OSError as error:
        raise reading_failed(path, error) from None


def _short(path: Path, here: Path) -> Path:
    return path.relative_to(here) if path.is_relative_to(here) else path
