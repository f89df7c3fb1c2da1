"""How often the proposals find the lead that a plan names: `python benchmarks/duties.py PLAN...`.

PLAN is a tasks.yaml, or a document that `baigong parse` reads; one that it cannot read is named and left out. Every
lead is hidden: it stands last among the units of its task, so that a tie counts as wrong. Counted are the tasks with a
lead and at least one other unit. A task counts as right when any of its leads comes first; how many have a lead among
the first three is also said of the lists that are longer than that. Printed are, by document and by kind of unit, how
many are right; the same on the tasks left over after a third of the leads, then 10, 30 and 60 of them, are accepted;
and how well the probabilities are kept.

`--pool` gives every task all units of its plan, as a section does whose clause its tasks share. `--leads FILE` takes
the leads from a JSON object instead: {"3.2": ["省扶贫局", …]}. `--half 0` and `--half 1` judge every other document
only, so that one half can be tuned on and the other judged. `--score` ranks by the words alone, without the plan's
other words and the kinds' habits.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from baigong.duties import Matter, Proposer, Suggestion, shipped_departments
from baigong.errors import BaigongError
from baigong.model.plan import Plan
from baigong.model.units import UnitsFile
from baigong.store.plan_file import load_plan
from baigong.store.units_file import load_units

ACCEPTED = (10, 30, 60)
ROUNDS = 3
"""How many draws of accepted leads are averaged."""
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True)
class Case:
    """One task with its leads hidden, and who really leads it."""

    matter: Matter
    leads: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Whether there is a lead and a choice."""
        return bool(self.leads) and len(self.matter.units) > len({*self.leads})


@dataclass(frozen=True)
class Verdict:
    """The units proposed for one task, the likeliest first."""

    case: Case
    suggestions: tuple[Suggestion, ...]

    @property
    def place(self) -> int:
        """Where the first of the real leads stands, 0 for the likeliest."""
        return next(at for at, each in enumerate(self.suggestions) if each.unit in self.case.leads)

    @property
    def probability(self) -> float:
        """How probable the likeliest is said to be."""
        return self.suggestions[0].probability


@dataclass(frozen=True)
class Document:
    """One plan with its leads hidden."""

    name: str
    title: str
    cases: tuple[Case, ...]


def read(path: Path) -> Plan:
    """Read a plan from a tasks.yaml, or parse it from a document."""
    if path.suffix in {".yaml", ".yml"}:
        return load_plan(path)
    from baigong.parse import parse_document

    return parse_document(path).plan


def hide_leads(path: Path, leads: dict[str, list[str]] | None) -> Document:
    """Read a document, and put the leads of each task last among its units."""
    plan = read(path)
    cases = []
    for section in plan.sections:
        for task in section.tasks:
            clause = section.clause_of(task)
            right = tuple(leads.get(task.id, ())) if leads else clause.lead
            units = leads_last((*clause.units, *clause.support, *clause.lead), right)
            cases.append(Case(Matter(task.id, task.text, task.title, section.title, units), right))
    return Document(path.name, plan.head.title, tuple(cases))


def leads_last(units: Iterable[str], leads: Sequence[str]) -> tuple[str, ...]:
    """Give units with the leads last, each unit once."""
    return tuple(dict.fromkeys((*(unit for unit in units if unit not in leads), *leads)))


def pooled(document: Document) -> Document:
    """Give every task all units of the plan."""
    units = tuple(dict.fromkeys(unit for case in document.cases for unit in case.matter.units))
    cases = (replace(case, matter=replace(case.matter, units=leads_last(units, case.leads))) for case in document.cases)
    return replace(document, cases=tuple(cases))


def readable(paths: Iterable[Path], leads: dict[str, list[str]] | None) -> Iterator[Document]:
    """Read the documents; name those that cannot be read."""
    for path in paths:
        try:
            yield hide_leads(path, leads)
        except BaigongError as error:
            print(f"{path.name:<40} cannot be read: {error.message}")


def judge(
    document: Document, directory: UnitsFile, accepted: Iterable[str] = (), by_score: bool = False
) -> list[Verdict]:
    """Judge every task whose lead is not among those accepted."""
    known = set(accepted)
    matters = [
        replace(case.matter, leads=case.leads, decided=True) if case.matter.id in known else case.matter
        for case in document.cases
    ]
    proposer = Proposer(matters, directory, document.title)
    verdicts = []
    for case, matter in zip(document.cases, matters, strict=True):
        if case.judged and matter.id not in known:
            found = proposer.suggest(matter)
            if by_score:
                found = tuple(sorted(found, key=lambda each: -each.score))
            verdicts.append(Verdict(case, found))
    return verdicts


def say(name: str, verdicts: Sequence[Verdict], note: str = "") -> None:
    """Print one row of figures."""
    total = len(verdicts)
    if not total:
        print(f"{name:<40} {0:4} tasks  no task to judge by")
        return
    first, third = sum(one.place == 0 for one in verdicts), sum(one.place < 3 for one in verdicts)
    long = [one for one in verdicts if len(one.suggestions) > 3]
    of_long = f" ({sum(one.place < 3 for one in long) / len(long):.0%} of {len(long)} long lists)" if long else ""
    print(f"{name:<40} {total:4} tasks  first {first / total:5.0%}  first three {third / total:5.0%}{of_long}{note}")


def say_kinds(verdicts: Sequence[Verdict]) -> None:
    """Print the figures by the kind of the unit that really leads."""
    by_kind: defaultdict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        kinds = shipped_departments().kinds_of(one.case.leads[0])
        by_kind[(kinds[0] + "等" if len(kinds) > 1 else kinds[0]) if kinds else "（类别不明）"].append(one)
    for kind, ones in sorted(by_kind.items(), key=lambda item: -len(item[1])):
        say(f"  {kind}", ones)


def say_accepted(documents: Sequence[Document], directory: UnitsFile) -> None:
    """Print the figures on the tasks left over, before and after some leads are accepted."""
    for label, count in (("a third", 0), *((f"{count}", count) for count in ACCEPTED)):
        before: list[Verdict] = []
        after: list[Verdict] = []
        for document in documents:
            ids = [case.matter.id for case in document.cases if case.judged]
            taken = count or len(ids) // 3
            if not 0 < taken < len(ids):
                continue
            plain = judge(document, directory)
            for turn in range(ROUNDS):
                known = set(random.Random(turn).sample(ids, taken))
                before += [one for one in plain if one.case.matter.id not in known]
                after += judge(document, directory, known)
        say(f"before {label} accepted, the rest", before)
        say(f"after {label} accepted, the rest", after)


def say_calibration(verdicts: Sequence[Verdict]) -> None:
    """Print how often proposals of each probability were right."""
    for least, most in pairwise(BANDS):
        ones = [one for one in verdicts if least <= one.probability < most]
        if ones:
            said = sum(one.probability for one in ones) / len(ones)
            right = sum(one.place == 0 for one in ones) / len(ones)
            print(
                f"  probability {least:.1f}–{min(most, 1):.1f}: {len(ones):4} tasks, said {said:.2f}, right {right:.2f}"
            )


def show_wrong(verdicts: Sequence[Verdict]) -> None:
    """Print the tasks whose lead does not come first."""
    for one in verdicts:
        if one.place:
            print(f"  {one.case.matter.id} {one.case.matter.words[:40]} → {'、'.join(one.case.leads)}")
            for each in one.suggestions[:3]:
                print(f"      {each.probability:5.0%} {each.unit} {'；'.join(each.grounds)[:60]}")


def main() -> None:
    """Print the figures of every plan given."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("plans", nargs="+", type=Path)
    options.add_argument("--units", type=Path, help="a units.yaml; for groups, and for duties of its own units")
    options.add_argument("--leads", type=Path, help="the right leads, as JSON: {id: [unit, …]}")
    options.add_argument("--half", type=int, choices=(0, 1), help="judge every other document only")
    options.add_argument("--score", action="store_true", help="rank by the words of the task alone")
    options.add_argument("--pool", action="store_true", help="give every task all units of its plan")
    options.add_argument("--show", action="store_true", help="show the tasks whose lead does not come first")
    given = options.parse_args()
    directory = load_units(given.units) if given.units else UnitsFile()
    leads = json.loads(given.leads.read_text(encoding="utf-8")) if given.leads else None
    paths = given.plans if given.half is None else given.plans[given.half :: 2]
    documents = [pooled(each) if given.pool else each for each in readable(paths, leads)]
    verdicts: list[Verdict] = []
    for document in documents:
        began = time.perf_counter()
        judged = judge(document, directory, by_score=given.score)
        say(document.name, judged, f"  {(time.perf_counter() - began) * 1000:6.0f} ms")
        verdicts += judged
        if given.show:
            show_wrong(judged)
    if len(documents) > 1:
        say("all", verdicts)
    if not given.score:
        say_kinds(verdicts)
        say_calibration(verdicts)
        say_accepted(documents, directory)


if __name__ == "__main__":
    main()
