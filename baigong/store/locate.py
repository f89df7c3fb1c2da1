"""Where the ledgers are: named, or in the environment, or the nearest from here upward.

A ledger is a folder with a plan in it. A folder of plans has one sub-folder a ledger, and one `units.yaml` for all.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from baigong.deferred import dataclass
from baigong.errors import (
    NoLedgerError,
    NoLedgerInFolderError,
    NoSuchUserError,
    OutOfReachError,
    PlanGoneError,
    SeveralPlansError,
    TooManyFoldersError,
)
from baigong.store.files import present, reading_failed
from baigong.store.journal_lines import plan_of_journal
from baigong.store.replacement import JOURNAL

_PLAN = "tasks.yaml"
_OTHERS = ("progress.jsonl", "units.yaml")
_NAMES = (Path("data") / "tasks.yaml", Path("tasks.yaml"))
MOST_FOLDERS = 500
"""How many entries of a folder are looked at for plans; one with more is no folder of plans."""


@dataclass(frozen=True)
class LedgerPaths:
    """The three files of a ledger; only `plan` must exist."""

    plan: Path

    @property
    def units(self) -> Path:
        """The directory of units: the one beside the plan, else that of the folder of plans, if there is one."""
        own = self.plan.with_name("units.yaml")
        shared = self.shared_units
        return own if shared is None or _is_file(own) else shared

    @property
    def shared_units(self) -> Path | None:
        """The `units.yaml` of the folder of plans that this ledger is in; None where there is none.

        Another user's file counts only if the plan is his, too: on the way up anybody may have put one.
        """
        above = _above(_above(self.folder) if self.folder.name == "data" else self.folder)
        path = above / "units.yaml"
        if not _is_file(path) or any(_is_file(above / name) for name in _NAMES):
            return None
        owners = {0, os.geteuid(), self.plan.stat().st_uid} if _is_file(self.plan) else {0, os.geteuid()}
        return path if path.stat().st_uid in owners else None

    @property
    def archived(self) -> Path:
        """The mark of a plan that was put away, beside it: tasks.archived of tasks.yaml. Nothing is recorded then."""
        return self.plan.with_name(f"{self.plan.stem}.archived")

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


@dataclass(frozen=True)
class NamedPaths:
    """The files of one plan, and its name in the folder of plans; "" for a ledger that stands alone."""

    name: str
    paths: LedgerPaths


def locate(named: str | None, here: Path) -> LedgerPaths:
    """Find the ledger: `named` (a file or a folder), else the nearest from `here` upward.

    Raises:
        RequestError: when there is none or several, or what is named cannot be one.
    """
    plans = locate_plans(named, here)
    if len(plans) > 1:
        raise SeveralPlansError([plan.name for plan in plans])
    return plans[0].paths


def locate_plans(named: str | None, here: Path) -> tuple[NamedPaths, ...]:
    """Find the ledger, or the plans of a folder of plans, in the order of their names.

    From `here` upward only a folder with a `units.yaml` counts as a folder of plans.

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
                    return (NamedPaths("", LedgerPaths(_short(folder / name, here))),)
            except OutOfReachError:
                # Somebody else's folder on the way up is no ledger of ours; the one we stand in may be.
                if folder == here:
                    raise
        if _is_file(folder / "units.yaml") and (plans := plans_in(_short(folder, here))):
            return plans
        for name in _NAMES:
            rest = [path for path in ((folder / name).with_name(other) for other in _OTHERS) if _is_file(path)]
            if rest:
                raise PlanGoneError(_short(folder / name, here), rest[0].name)
    raise NoLedgerError


def plans_in(folder: Path) -> tuple[NamedPaths, ...]:
    """Give the plans in the sub-folders of a folder, in the order of their names; links are not followed.

    Raises:
        TooManyFoldersError: the folder has more entries than anybody has plans.
        OutOfReachError: it cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            listed = list(islice(entries, MOST_FOLDERS + 1))
    except OSError as error:
        raise reading_failed(folder, error) from None
    if len(listed) > MOST_FOLDERS:
        raise TooManyFoldersError(folder, MOST_FOLDERS)
    names = sorted(one.name for one in listed if one.is_dir(follow_symlinks=False) and not one.name.startswith("."))
    plans = ((name, _plan_in(folder / name)) for name in names)
    return tuple(NamedPaths(name, LedgerPaths(path)) for name, path in plans if path is not None)


def plans_inside(paths: LedgerPaths) -> tuple[str, ...]:
    """Name the plans in sub-folders of a ledger, which nobody counts; none where the folder is too big to look at."""
    folder = _above(paths.folder) if paths.folder.name == "data" else paths.folder
    try:
        return tuple(plan.name for plan in plans_in(folder) if plan.paths.plan != paths.plan)
    except (TooManyFoldersError, OutOfReachError):
        return ()


def _plan_in(folder: Path) -> Path | None:
    return next((folder / name for name in _NAMES if _is_file(folder / name)), None)


def _above(folder: Path) -> Path:
    return folder.parent if folder.name not in ("", "..") else folder / ".."


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # Somebody else's folder on the way up.
        return False


def _named(typed: str) -> tuple[NamedPaths, ...]:
    try:
        path = Path(typed).expanduser()
    except RuntimeError:
        raise NoSuchUserError(Path(typed).parts[0]) from None
    try:
        if not path.is_dir():
            return (NamedPaths("", LedgerPaths(path)),)
    except OSError as error:
        raise reading_failed(path, error) from None
    for name in _NAMES:
        if _stands(path / name):
            return (NamedPaths("", LedgerPaths(path / name)),)
    plans = plans_in(path)
    if not plans:
        raise NoLedgerInFolderError(path)
    return plans


def _stands(path: Path) -> bool:
    try:
        return present(path) and not path.is_dir()
    except OSError as error:
        raise reading_failed(path, error) from None


def _short(path: Path, here: Path) -> Path:
    return path.relative_to(here) if path.is_relative_to(here) else path
