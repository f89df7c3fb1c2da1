"""Numbers of tasks, steps and sections that the plan does not have, or that may mean several."""

from __future__ import annotations

from collections.abc import Sequence

from baigong.errors.base import RequestError
from baigong.words import as_typed

_WRITE_AN_ID = "请写成 3.2、1.8.3、3.2-3.5 或板块编号 3"


class NotAnIdError(RequestError):
    """The words are no number of a task, step or section."""

    def __init__(self, typed: str) -> None:
        """Repeat the words, if there are any."""
        super().__init__(f"看不懂编号“{typed}”" if typed else "看不懂编号：里面没有数字", _WRITE_AN_ID)
        self.typed = typed


class UnknownIdError(RequestError):
    """The plan has no task, step or section of that number."""

    def __init__(self, typed: str, near: Sequence[str], sections: Sequence[str]) -> None:
        """Suggest the nearest numbers of tasks or, where none is near, name the first twenty sections."""
        has = f"相近的有 {'、'.join(near)}" if near else f"板块有 {'、'.join(sections[:20])}"
        super().__init__(f"没有编号 {typed}（{has}）", f"请用 {as_typed('list')} 核对编号")
        self.typed, self.near = typed, tuple(near)


class EmptySectionError(RequestError):
    """A section was named that has no tasks yet."""

    def __init__(self, section: str) -> None:
        """Name it, and show how a task is added."""
        super().__init__(f"板块 {section} 里还没有任务", f"加任务请用 {as_typed('add --help')}")
        self.section = section


class UnknownStepError(RequestError):
    """A task has no step of that number."""

    def __init__(self, typed: str, task: str, steps: Sequence[str]) -> None:
        """Say which steps the task has."""
        has = f"的举措为 {steps[0]}–{steps[-1]}" if steps else "没有分举措"
        super().__init__(f"没有 {typed}：任务 {task} {has}", f"请用 {as_typed(f'show {task}')} 核对")
        self.typed, self.task, self.steps = typed, task, tuple(steps)


class UnknownTaskError(RequestError):
    """A section has no task of that number."""

    def __init__(self, typed: str, section: str, tasks: Sequence[str]) -> None:
        """Say which tasks the section has."""
        super().__init__(
            f"没有 {typed}：板块 {section} 的任务为 {tasks[0]}–{tasks[-1]}", f"请用 {as_typed('list')} 核对编号"
        )
        self.typed, self.section, self.tasks = typed, section, tuple(tasks)


class BackwardRangeError(RequestError):
    """A range begins after its end."""

    def __init__(self, typed: str, first: str, last: str, task: str = "") -> None:
        """Show the range the right way round, and the `task` that may have been meant by its two numbers."""
        hint = f"任务请写成 {task}，板块区间请写成 {last}-{first}" if task else f"请写成 {last}-{first}"
        super().__init__(f"“{typed}”的起点在终点之后", hint)
        self.typed, self.task = typed, task


class UnevenRangeError(RequestError):
    """A range runs from a task to a step, or from a step of one task to one of another."""

    def __init__(self, typed: str) -> None:
        """Show what ranges there are."""
        super().__init__(
            f"“{typed}”的两端不是同一级", "请写成任务到任务（3.2-3.5）或同一任务的举措到举措（1.8.1-1.8.3）"
        )
        self.typed = typed


class SeveralTasksError(RequestError):
    """One task was wanted, and the words name several."""

    def __init__(self, typed: str, tasks: Sequence[str]) -> None:
        """Count them, and show how to name one."""
        super().__init__(f"“{typed}”是 {len(tasks)} 项任务，这里只能写一项", f"请写一项的编号，例如 {tasks[0]}")
        self.typed, self.tasks = typed, tuple(tasks)


class UnknownSectionError(RequestError):
    """No section is meant by the words, or several may be."""

    def __init__(self, typed: str, candidates: Sequence[str], all_sections: Sequence[str]) -> None:
        """List the candidates or, where there are none, the sections there are (id and title)."""
        many = bool(candidates)
        listing = "、".join((candidates or all_sections)[:20])
        super().__init__(
            f"{'有多个' if many else '没有'}板块“{typed}”，{'可能是' if many else '现有板块'}：{listing}",
            "请写板块的编号，例如 --section 3",
        )
        self.typed, self.candidates = typed, tuple(candidates)


class FormerIdError(RequestError):
    """The plan had that number before it was revised."""

    def __init__(self, typed: str, text: str, became: str) -> None:
        """Say what the number was, and the id that took its place ("" for none)."""
        now = f"现在是 {became}" if became else "修订后没有了"
        super().__init__(
            f"{typed} 是修订前的编号（{text[:20]}{'…' if len(text) > 20 else ''}），{now}",
            f"请写 {became}" if became else f"请用 {as_typed('list')} 核对；要记整个板块请写 板块{typed}",
        )
        self.typed, self.became = typed, became


class SlipOfTheCommaError(RequestError):
    """Two bare numbers with a comma between them name a task when the comma is a stop."""

    def __init__(self, typed: str, id: str, sections: Sequence[str]) -> None:
        """Name the task that may have been meant, and the sections."""
        whole = "、".join(f"板块{section}" for section in sections)
        super().__init__(f"“{typed}”是不是 {id}？", f"是这项任务请写 {id}；要写两个板块请写 {whole}")
        self.typed, self.id = typed, id
