"""`tasks.yaml`: a plan read with every error at its line, and written the same way every time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from baigong.errors import DataError, EmptyPlanError, LedgerFileError
from baigong.model.base import Frozen
from baigong.model.plan import Plan
from baigong.store.files import read_bytes
from baigong.store.replacement import write_whole
from baigong.store.validation import gravest, validate
from baigong.store.yaml_text import load_yaml
from baigong.store.yaml_writer import dump_yaml

SCHEMA_LINE = "# yaml-language-server: $schema=tasks.schema.json\n"


def load_plan(path: Path) -> Plan:
    """Read and validate a plan.

    Raises:
        DataError: the first fault of the file, as `file:line: where: what`, with how to mend it.
        OutOfReachError: when the file cannot be read.
    """
    return plan_of(path, read_bytes(path))


def plan_of(path: Path, content: bytes) -> Plan:
    """Make a plan of the bytes of a file named `path`.

    Raises:
        DataError: the first fault, as `file:line: where: what`, with how to mend it.
    """
    faults: list[DataError] = []
    plan = _plan(path, content, faults)
    if plan is None:
        raise gravest(faults)
    return plan


def read_plan(path: Path, faults: list[DataError]) -> Plan | None:
    """Read a plan, adding every fault found to `faults`; None when there is any."""
    try:
        content = read_bytes(path)
    except DataError as error:
        faults.append(error)
        return None
    return _plan(path, content, faults)


def _plan(path: Path, content: bytes, faults: list[DataError]) -> Plan | None:
    try:
        loaded = load_yaml(path, content)
        if loaded.data is None:
            raise EmptyPlanError(path)
    except DataError as error:
        faults.append(error)
        return None
    return validate(Plan, path, loaded, faults)


def dump_plan(plan: Plan) -> str:
    """Write a plan as the text of `tasks.yaml`: only what is present, byte for byte the same every time."""
    return SCHEMA_LINE + dump_yaml(_present(plan))


def plan_data(part: Frozen) -> dict[str, Any]:
    """Give a plan, or a part of one, as plain data, as `tasks.yaml` holds it: only what is present."""
    data: dict[str, Any] = _present(part)
    return data


def save_plan(path: Path, plan: Plan) -> None:
    """Write `tasks.yaml` whole or not at all.

    Raises:
        RequestError: the name is that of the directory of units.
        OutOfReachError: when it cannot be written; the old file is then as it was.
    """
    if path.name.lower() == "units.yaml":
        raise LedgerFileError(path, "单位名录", "tasks.yaml")
    write_whole(path, dump_plan(plan).encode(), "plan")


def _present(value: Any) -> Any:
    if isinstance(value, Frozen):
        required = value.required()
        return {
            value.key(name): _present(getattr(value, name))
            for name in key_order(type(value))
            if name in required or getattr(value, name) != getattr(type(value), name)
        }
    if isinstance(value, tuple):
        return [_present(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, (str, bool, int, float, date)) else str(value)


# The order in which people read a task: its name, its words, its dates. The other fields follow in the model's order.
_FIRST = ("id", "title", "number", "issuer", "issued", "text", "start", "due", "basis", "every", "every_day", "ongoing")


def key_order(model: type[Frozen]) -> list[str]:
    """Give the keys of a part of a plan in the order in which they are written."""
    names = list(model.field_names())
    return [name for name in _FIRST if name in names] + [name for name in names if name not in _FIRST]
