"""How well the parser reads a folder of documents with what a careful reader found in them.

Run: python benchmarks/reading.py FOLDER

The folder holds documents and `gold/NAME.json`, one row a clause: `before`, the last characters of the work it covers;
`units` in whatever role; `lead`; `due` where the work names a date. An empty gold says that the document is no plan.
Printed are, of each document and of all: rows found, units, leads and dues that are exact, wrong rows doubted, doubts
that were right (they name a wrong row), and milliseconds a page of 800 letters. Doubts are those of a single task;
what no gold can judge (a column that no ledger holds, a plan without a period) and mere hints are notes.
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import dataclass, fields
from pathlib import Path

from baigong.errors import DocumentError
from baigong.model.plan import Plan, Section, Task
from baigong.parse import Doubt, parse_document
from baigong.parse.doubts import LOOK

PAGE = 800
_MARKS = re.compile(r"[\s　。；;，,：:、.“”\"‘’（）()\[\]【】]")
_LEVEL = re.compile("^[省市县区州旗]")
_GENERIC = re.compile(
    r"^(?:国务院|[省市县区])?[直属]?各?(?:其他)?(?:各?有关|各?相关)?(?:区县|县区|乡镇|市县|[省市县区镇])?[直属]?各?(?:有关|相关)?"
    r"(?:部门|单位|地区|方面|人民政府|政府|国企|省公司)(?:和单位)?$"
)


@dataclass
class Score:
    """Counts of one document; those of several add up."""

    rows: int = 0
    found: int = 0
    units: int = 0
    leads: int = 0
    dues: int = 0
    dated: int = 0
    wrong: int = 0
    doubted: int = 0
    doubts: int = 0
    right: int = 0
    notes: int = 0
    letters: int = 0
    seconds: float = 0

    def add(self, other: Score) -> None:
        """Add the counts of another document."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def line(self, name: str) -> str:
        """Write the counts in one line."""
        pages = max(self.letters / PAGE, 1)
        return (
            f"{name[:20]:20} rows {self.rows:4} found {self.found:4} units {_share(self.units, self.rows)} "
            f"leads {_share(self.leads, self.rows)} dues {_share(self.dues, self.dated)} "
            f"wrong {self.wrong:3} doubted {_share(self.doubted, self.wrong)} doubts {self.doubts:3} "
            f"right {_share(self.right, self.doubts)} notes {self.notes:3} {1000 * self.seconds / pages:6.1f} ms/page"
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}%" if whole else "    - "


def _squeezed(text: str) -> str:
    return _MARKS.sub("", text)


def _bare(names: list[str]) -> set[str]:
    return {_LEVEL.sub("", "".join(name.split())) for name in names if not _GENERIC.match(name)}


def _names(section: Section, task: Task) -> tuple[list[str], list[str]]:
    who = section.clause_of(task)
    return [*who.lead, *who.units, *who.support], list(who.lead)


def score(document: Path, gold: list[dict[str, object]]) -> Score:
    """Score one document."""
    begun = time.perf_counter()
    try:
        parsed = parse_document(document)
    except DocumentError:
        right = not gold
        return Score(rows=len(gold) or 1, found=right, units=right, leads=right, wrong=len(gold), doubted=len(gold))
    result = Score(rows=len(gold) or 1, seconds=time.perf_counter() - begun)
    judged = [doubt for doubt in parsed.doubts if doubt.item and doubt.gravity > LOOK]
    result.doubts, result.notes = len(judged), len(parsed.doubts) - len(judged)
    tasks = [(section, task) for section in parsed.plan.sections for task in section.tasks]
    result.letters = sum(len(task.text) for _, task in tasks)
    if not gold:
        result.wrong, result.doubted = 1, any(doubt.gravity >= 4 for doubt in parsed.doubts)
        return result
    missed: list[str] = []
    at = 0
    for row in gold:
        mark = _squeezed(str(row["before"]))
        # From where the last one stood: rows of like words stand in the order of the document.
        places = (*range(at, len(tasks)), *range(at))
        place = next((i for i in places if mark in _squeezed(f"{tasks[i][1].title}|{tasks[i][1].text}")), None)
        hit = None if place is None else tasks[place]
        at = at if place is None else place + _squeezed(tasks[place][1].text).endswith(mark)
        result.dated += bool(row["due"])
        if hit is None:
            missed.append(mark)
            result.wrong += 1
            result.doubted += _is_doubted(mark, None, parsed.doubts)
            continue
        named, lead = _names(*hit)
        dues = {str(hit[1].due or hit[0].due), *(str(step.due) for step in hit[1].steps)}
        exact = (
            _bare(named) == _bare(list(row["units"])),  # type: ignore[call-overload]  # gold is plain JSON
            _bare(lead) == _bare(list(row["lead"])),  # type: ignore[call-overload]  # gold is plain JSON
            not row["due"] or row["due"] in dues,
        )
        result.found += 1
        result.units += exact[0]
        result.leads += exact[1]
        result.dues += bool(row["due"]) and exact[2]
        if not all(exact):
            missed.append(mark)
            result.wrong += 1
            result.doubted += _is_doubted(mark, hit[1], parsed.doubts)
    result.right = sum(_names_wrong(doubt, missed, parsed.plan) for doubt in judged)
    return result


def _is_doubted(mark: str, task: Task | None, doubts: tuple[Doubt, ...]) -> bool:
    """Whether a doubt names the row, by its task or its words."""
    return any(
        (task is not None and (doubt.item == task.id or _squeezed(doubt.text)[:12] in _squeezed(task.text)))
        or mark in _squeezed(doubt.text)
        for doubt in doubts
        if doubt.line
    )


def _names_wrong(doubt: Doubt, missed: list[str], plan: Plan) -> bool:
    """Whether what is doubted is wrong: a row that was missed, or one whose units or date are others."""
    texts = [_squeezed(task.text) for task in plan.tasks if task.id == doubt.item]
    return any(mark in text for mark in missed for text in [*texts, _squeezed(doubt.text)])


def main() -> None:
    """Print a line for each document and one for all."""
    folder = Path(sys.argv[1])
    total = Score()
    for gold in sorted((folder / "gold").glob("*.json")):
        document = next(path for path in folder.iterdir() if path.stem == gold.stem and path.suffix != ".py")
        result = score(document, json.loads(gold.read_text(encoding="utf-8")))
        print(result.line(gold.stem))
        total.add(result)
    print(total.line("all"))


if __name__ == "__main__":
    main()
