"""What the words of a task name and its fields do not hold: an office that begins a clause, a year that opens one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from baigong.model.plan import Plan, Section, Task
from baigong.parse.dates.deadlines import read_timing
from baigong.parse.dates.points import Anchor
from baigong.parse.wording import clauses, sentences

_ACTS = "(?:要|应|须)(?!高度|加强|提高|明确|切实|进一步|充分)|负责|牵头|配合|会同|参与|于|将|对|每|在20"
_OFFICE = re.compile(
    r"(?:并?由)?(?P<name>(?:[省市县区州镇乡]|[一-鿿]{0,4}各)[一-鿿、（）]{0,12}?"
    rf"(?:局|委|厅|办|中心|公司|支队|街道|乡镇|镇|[市县区]|部门|单位|政府))(?={_ACTS})"
)
# 县疾控中心对末梢水、县生态环境局对水源水监测: the second office of a list of subjects.
_BESIDE = re.compile(rf"[、，；]{_OFFICE.pattern}")
_YEAR = re.compile(r"(?P<year>20\d\d)年(?!度|[\d一二三四第上下])[^，；。]*\d")


def find_unlisted(plan: Plan, anchor: Anchor) -> Iterator[tuple[str, str, str]]:
    """Yield (id of the task, the words, why) for each that should be looked at."""
    for section in plan.sections:
        for task in section.tasks:
            for part in (part for sentence in sentences(task.text) for part in clauses(sentence)):
                yield from ((task.id, part, why) for why in _of_offices(task, section, part))
                year = _YEAR.match(part)
                if year and int(year["year"]) >= anchor.start.year and not read_timing(part, anchor):
                    yield task.id, part, f"“{year['year']}年”没有读作时限"


def _of_offices(task: Task, section: Section, part: str) -> Iterator[str]:
    """An office that begins a clause of a task whose words themselves say who does it, and is none of its units."""
    names = section.clause_of(task).all_units
    # Where a clause in brackets names the units, its words tell what others do too: 各市要制定方案.
    if not any(name in task.text for name in names):
        return
    opening = _OFFICE.match(part)
    for match in [*([opening] if opening else []), *_BESIDE.finditer(part)]:
        name = match["name"]
        if not any(name in known or known in name for known in names):
            yield f"句中的“{name}”没有列为责任单位"
