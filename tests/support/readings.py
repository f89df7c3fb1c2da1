"""What a document is read as, in lines short enough for a table of examples: who does a task, and when."""

from __future__ import annotations

from baigong.errors import DocumentError
from baigong.model.plan import Plan, Responsibility, Step, Task
from baigong.parse import ParsedPlan, parse_document

HEAD = "云溪县2023年供水保障工作方案\n云政办〔2023〕7号\n2023年3月10日\n"
"""The head of a plan of the year 2023, issued on 10 March."""


def read(body: str | bytes, head: str = HEAD) -> ParsedPlan:
    """Parse a body under the head; bytes are a whole file."""
    return parse_document(None, data=body if isinstance(body, bytes) else (head + body).encode())


def who(plan: Plan) -> list[str]:
    """Lead / responsible / supporting units of each task, a section's where it has none: 县甲局/县乙局/各乡镇."""
    return [_roles(section.clause_of(task)) for section in plan.sections for task in section.tasks]


def _roles(clause: Responsibility) -> str:
    return "/".join(" ".join(names) for names in (clause.lead, clause.units, clause.support))


def when(plan: Plan) -> list[str]:
    """The times of each task and of its steps, apart by spaces: 2023-06-30, month, month 25, ongoing; - for none."""
    return [" ".join(_time(each) for each in (task.steps or (task,)) if _time(each)) or "-" for task in plan.tasks]


def _time(holder: Task | Step) -> str:
    every = f"{holder.every} {holder.every_day}" if holder.every and holder.every_day else holder.every or ""
    ongoing = "ongoing" if isinstance(holder, Task) and holder.ongoing else ""
    return " ".join(filter(None, (every, str(holder.due) if holder.due else "", ongoing)))


def whys(parsed: ParsedPlan) -> str:
    """Why anything is doubted, one behind the other."""
    return "｜".join(doubt.why for doubt in parsed.doubts)


def refused(body: str, head: str = HEAD) -> bool:
    """Whether the document is no plan."""
    try:
        read(body, head)
    except DocumentError:
        return True
    return False
