"""How often the ranking of duties finds the lead that a plan names: `python benchmarks/duties.py PLAN...`.

PLAN is a tasks.yaml, or a document that `baigong parse` reads. Counted are the tasks with a lead and at least one
other unit. The lead is put last among the units, so that a tie, and a task for which nothing speaks, count against
the ranking: no figure is owed to the order of the document. The second row of figures ranks the units of the whole
plan instead of the task's own. `--leads FILE` takes the leads from a JSON object instead, {"3.2": ["省扶贫局", …]},
any of which is right; then the units keep the document's order, since no clause of such a plan puts its lead first.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from baigong.duties import Duties, words_of
from baigong.model.plan import Plan, Responsibility
from baigong.model.units import UnitsFile
from baigong.store.plan_file import load_plan
from baigong.store.units_file import load_units


@dataclass(frozen=True)
class Case:
    """One task: its words, who may lead it, and who really does (any of them)."""

    id: str
    words: str
    units: tuple[str, ...]
    leads: tuple[str, ...]


def read(path: Path) -> Plan:
    """Read a plan from a tasks.yaml, or parse it from a document."""
    if path.suffix in {".yaml", ".yml"}:
        return load_plan(path)
    from baigong.parse import parse_document

    return parse_document(path).plan


def named(clause: Responsibility) -> tuple[str, ...]:
    """Every unit of a clause, the leads last."""
    others = [unit for unit in (*clause.units, *clause.support) if unit not in clause.lead]
    return tuple(dict.fromkeys((*others, *clause.lead)))


def cases(plan: Plan, leads: dict[str, list[str]] | None) -> list[Case]:
    """Every task whose lead is known and that has a choice of units."""
    found = []
    for section, task in [(block, one) for block in plan.sections for one in block.tasks]:
        clause: Responsibility = task if task.names_units else section
        right = tuple(leads.get(task.id, ())) if leads else clause.lead
        units = (*clause.lead, *clause.units, *clause.support) if leads else named(clause)
        if right and len(units) > len(set(right) & set(units)):
            found.append(Case(task.id, words_of(task), units, right))
    return found


def places(duties: Duties, tasks: Sequence[Case], show: bool) -> tuple[int, int]:
    """How many leads came first, and how many among the first three."""
    first = third = 0
    for task in tasks:
        ranked = duties.rank(task.words, task.units)
        best = [candidate.unit for candidate in ranked if candidate.score][:3]
        first += bool(best) and best[0] in task.leads
        third += any(unit in task.leads for unit in best)
        if show and not (best and best[0] in task.leads):
            print(f"  {task.id} {task.words[:40]} → {'、'.join(task.leads)}")
            for candidate in ranked[:3]:
                print(f"      {candidate.score:6.2f} {candidate.unit} {' '.join(candidate.words[:8])}")
    return first, third


def say(name: str, total: int, first: int, third: int, seconds: float) -> None:
    """Print one row of figures."""
    share = f"first {first / total:5.0%}  first three {third / total:5.0%}" if total else "no task to judge by"
    print(f"{name:<44} {total:4} tasks  {share}  {seconds * 1000:6.0f} ms")


def main() -> None:
    """Print the figures of every plan given."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("plans", nargs="+", type=Path)
    options.add_argument("--units", type=Path, help="a units.yaml; for groups, and for duties of its own units")
    options.add_argument("--leads", type=Path, help="the right leads, as JSON: {id: [unit, …]}")
    options.add_argument("--show", action="store_true", help="show the tasks whose lead does not come first")
    given = options.parse_args()
    directory = load_units(given.units) if given.units else UnitsFile()
    leads = json.loads(given.leads.read_text(encoding="utf-8")) if given.leads else None
    for path in given.plans:
        plan = read(path)
        tasks = cases(plan, leads)
        began = time.perf_counter()
        duties = Duties(directory, [words_of(task) for task in plan.tasks])
        first, third = places(duties, tasks, given.show)
        say(f"{path.name}: units of the task", len(tasks), first, third, time.perf_counter() - began)
        everyone = tuple(dict.fromkeys(unit for task in tasks for unit in reversed(task.units)))[::-1]
        wide = [Case(task.id, task.words, everyone, task.leads) for task in tasks]
        began = time.perf_counter()
        first, third = places(duties, wide, False)
        say(f"{path.name}: units of the whole plan", len(wide), first, third, time.perf_counter() - began)


if __name__ == "__main__":
    main()
