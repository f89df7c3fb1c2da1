"""What a demonstration is played on: the plan, marked as one, and a directory with invented people."""

from __future__ import annotations

from random import Random

from baigong.model.plan import Plan
from baigong.model.units import Unit, UnitsFile
from baigong.words import DEMO

SEED = "百日攻坚"
"""What chance begins with: the same names and events every time."""
SURNAMES = "马王李张韩赵刘陈杨祁星才冶苏郭"
GIVEN_NAMES = "某某"


def demonstration_plan(plan: Plan) -> Plan:
    """Give the plan under a title that says that it is a demonstration, wherever the title is shown."""
    return plan.model_copy(update={"head": plan.head.model_copy(update={"title": DEMO + plan.head.title})})


def demonstration_units(units: UnitsFile) -> UnitsFile:
    """Give the directory with invented people, none of whom can be mistaken for a real one."""
    return UnitsFile(units=tuple(_with_people(unit, at) for at, unit in enumerate(units.units, 1)))


def _with_people(unit: Unit, at: int) -> Unit:
    if unit.is_group:
        return unit
    return unit.model_copy(
        update={
            "leader": f"{_surname(f'{unit.name}负责人')}{GIVEN_NAMES}",
            "contact": liaison(unit.name),
            "phone": f"0971-0000{at:03}",
        }
    )


def liaison(unit: str) -> str:
    """Invent the person of a unit who reports."""
    return f"{_surname(unit)}{GIVEN_NAMES}"


def _surname(key: str) -> str:
    return Random(f"{SEED} {key}").choice(SURNAMES)
