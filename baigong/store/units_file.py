"""`units.yaml`: the directory of units, read with every error at its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from baigong.errors import ClashingUnitError, DataError, DuplicateUnitError, UnitNotAddedError
from baigong.model.plan import Plan
from baigong.model.units import Unit, UnitsFile
from baigong.store.files import present, read_bytes
from baigong.store.replacement import write_whole
from baigong.store.validation import gravest, validate
from baigong.store.yaml_text import load_yaml
from baigong.store.yaml_writer import dump_yaml

_GROUP = re.compile(r"(?:[省市县区]?[级直属]?)?(?:各|有关|相关)|[省市县区州][级直属](?:有关|相关|各)")
"""Names of groups: 各市州政府, 区直相关部门."""


def load_units(path: Path) -> UnitsFile:
    """Read the directory; a missing or empty file is an empty directory.

    Raises:
        DataError: the first fault of the file, as `file:line: where: what`, with how to mend it.
    """
    return units_of(path, read_bytes(path) if present(path) else None)


def units_of(path: Path, content: bytes | None) -> UnitsFile:
    """Make a directory of the bytes of a file named `path`; None, for no file, is an empty directory.

    Raises:
        DataError: the first fault, as `file:line: where: what`, with how to mend it.
    """
    faults: list[DataError] = []
    units = _units(path, content, faults)
    if units is None:
        raise gravest(faults)
    return units


def read_units(path: Path, faults: list[DataError]) -> UnitsFile | None:
    """Read the directory, adding every fault found to `faults`; None when there is any."""
    try:
        content = read_bytes(path) if present(path) else None
    except DataError as error:
        faults.append(error)
        return None
    return _units(path, content, faults)


def _units(path: Path, content: bytes | None, faults: list[DataError]) -> UnitsFile | None:
    if content is None:
        return UnitsFile()
    try:
        loaded = load_yaml(path, content)
    except DataError as error:
        faults.append(error)
        return None
    if loaded.data is None:
        return UnitsFile()
    units = validate(UnitsFile, path, loaded, faults)
    if units is None:
        return None
    clashes = list(_clashes(units))
    for index, name, owner in clashes:
        faults.append(ClashingUnitError(path, loaded.line(("units", index)), index + 1, name, owner))
    return None if clashes else units


_HEADER = """\
# 责任单位名录，由人维护。name 方案中的名称；aliases 全称和常用简称（一个别名只能指一个单位）；
# members 单位组的成员，请补上；leader 主要负责同志；contact 联系人；phone 电话；email 邮箱。
"""


def new_directory(plan: Plan, same: Mapping[str, str] | None = None) -> UnitsFile:
    """Make a directory of the names that a plan's clauses hold; a name that says 各 or 有关 is a group, still empty.

    `same` gives the full name of each that leaves its level off: it becomes an alias.
    """
    named: dict[str, None] = {}
    for section in plan.sections:
        named.update(dict.fromkeys(section.all_units))
        for task in section.tasks:
            named.update(dict.fromkeys(task.all_units))
    aliases: dict[str, list[str]] = {}
    for short, full in (same or {}).items():
        aliases.setdefault(full, []).append(short)
    names = dict.fromkeys((same or {}).get(name, name) for name in named)
    return UnitsFile(
        units=tuple(
            Unit(name=name, aliases=tuple(aliases.get(name, ())), members=() if _GROUP.match(name) else None)
            for name in names
        )
    )


def dump_units(units: UnitsFile) -> str:
    """Write a directory as the text of `units.yaml`."""
    rows = [unit.model_dump() for unit in units.units]
    return _HEADER + ("units:\n" + "".join(_row(row) for row in rows) if rows else "units: []\n")


def _row(row: dict[str, Any]) -> str:
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}
    return "- " + dump_yaml(plain).replace("\n", "\n  ").rstrip(" ")


def add_unit(path: Path, name: str) -> None:
    """Add a unit at the end of the directory, leaving every line of it as it is.

    Under the journal's lock: two who add at once must not undo each other.

    Raises:
        DataError: the file's layout does not let a unit be added at its end, or it is wrong already.
        OutOfReachError: it cannot be written; it is then as it was.
    """
    before = load_units(path)
    if any(name in (unit.name, *unit.aliases) for unit in before.units):
        raise DuplicateUnitError(path, name)
    text = read_bytes(path).decode("utf-8-sig") if present(path) else ""
    kept = text.rstrip("\n") + "\n" if text.strip() else ""
    kept = re.sub(r"^units: *\[\] *\n\Z", "units:\n", kept, flags=re.MULTILINE)
    entry = dump_yaml({"name": name})
    for added in (f"{kept}- {entry}", f"{kept}  - {entry}", f"{kept}units:\n- {entry}"):
        if _read_quietly(path, added) == (*before.units, Unit(name=name)):
            write_whole(path, added.encode(), "units")
            return
    raise UnitNotAddedError(path, name)


def _read_quietly(path: Path, text: str) -> tuple[Unit, ...] | None:
    try:
        file = validate(UnitsFile, path, load_yaml(path, text.encode()), [])
    except DataError:
        return None
    return file.units if file else None


def _clashes(units: UnitsFile) -> list[tuple[int, str, str]]:
    """List the names that two units bear: the place of the second unit, the name, and the first unit."""
    owner: dict[str, str] = {}
    clashes = []
    for index, unit in enumerate(units.units):
        for name in (unit.name, *unit.aliases):
            if name in owner:
                clashes.append((index, name, owner[name]))
            owner.setdefault(name, unit.name)
    return clashes
