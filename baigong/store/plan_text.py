"""Amendments written into the text of `tasks.yaml`: every other byte of it, comments and blank lines too, stays.

The places are found by the marks of the YAML nodes. What was written is read again, and must be just the plan with the
amendment; else the file is laid out in a way that is not understood here, and the amendment is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from baigong.errors import AmendmentRefusedError, DataError, UnusualLayoutError
from baigong.model.plan import Plan, Section, Step, Task
from baigong.store.interface import Addition, Amendment, Edit
from baigong.store.plan_file import key_order, plan_data, plan_of
from baigong.store.yaml_text import nodes_of
from baigong.store.yaml_writer import dump_yaml

_BOM = b"\xef\xbb\xbf"


def amended(path: Path, content: bytes, plan: Plan, amendment: Amendment) -> bytes:
    """Write an amendment into the content of the file that holds `plan`.

    Raises:
        AmendmentRefusedError: the plan would not be sound.
        UnusualLayoutError: the file's layout leaves no place for it.
    """
    subject = amendment.section if isinstance(amendment, Addition) else amendment.id
    text = _Text(content)
    try:
        new = text.with_addition(plan, amendment) if isinstance(amendment, Addition) else text.with_edit(amendment)
    except _LayoutError:
        raise UnusualLayoutError(str(path), subject) from None
    try:
        after = plan_of(path, new)
    except DataError as error:
        raise AmendmentRefusedError(error.fault, error.hint) from None
    if after != plan_with(plan, amendment):
        raise UnusualLayoutError(str(path), subject)
    return new


def plan_with(plan: Plan, amendment: Amendment) -> Plan:
    """Give the amended plan, which its reader validates."""
    sections = tuple(_section_with(section, amendment) for section in plan.sections)
    return plan.model_copy(update={"sections": sections})


def _section_with(section: Section, amendment: Amendment) -> Section:
    if isinstance(amendment, Edit):
        return section.model_copy(update={"tasks": tuple(_task_with(task, amendment) for task in section.tasks)})
    if section.id != amendment.section:
        return section
    return section.model_copy(update={"tasks": (*section.tasks, amendment.task)})


def _task_with(task: Task, edit: Edit) -> Task:
    if task.id == edit.id:
        return task.model_copy(update=_values(Task, edit))
    steps = tuple(step.model_copy(update=_values(Step, edit)) if step.id == edit.id else step for step in task.steps)
    return task.model_copy(update={"steps": steps})


def _values(model: type[Task] | type[Step], edit: Edit) -> dict[str, Any]:
    return {name: getattr(model, name) if value is None else value for name, value in edit.values.items()}


class _LayoutError(Exception):
    """There is no place for the amendment in this layout."""


class _Text:
    """The text of a plan's file, its lines, and the nodes of its YAML."""

    def __init__(self, content: bytes) -> None:
        self.mark = _BOM if content.startswith(_BOM) else b""
        self.text = content.decode("utf-8-sig")
        # YAML breaks lines where Python does; the control characters that only Python breaks at are refused in it.
        self.lines = self.text.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))
        self.newline = "\r\n" if "\r\n" in self.text else "\n"
        self.sections = _items(_value(nodes_of(self.text), "sections"))

    def with_addition(self, plan: Plan, addition: Addition) -> bytes:
        """Give the content with a task at the end of a section."""
        section = self.sections[[section.id for section in plan.sections].index(addition.section)]
        tasks = _pair(section, "tasks")
        if tasks is None:
            margin = section.start_mark.column
            return self._spliced(self._lines_after(section, [f"{' ' * margin}tasks:", *_item(addition.task, margin)]))
        key, value = tasks
        if value.flow_style and value.value:
            raise _LayoutError
        if not value.value:
            # `tasks: []` becomes the first line of a list.
            margin = key.start_mark.column
            emptied = (self._offset(key.end_mark) + 1, self._offset(value.end_mark), "")
            return self._spliced(emptied, self._lines_after(value, _item(addition.task, margin)))
        return self._spliced(self._lines_after(value, _item(addition.task, value.start_mark.column)))

    def with_edit(self, edit: Edit) -> bytes:
        """Give the content with other values of a task's or step's fields."""
        model, work = self._work(edit.id)
        if work.flow_style:
            raise _LayoutError
        splices: list[_Splice] = []
        added: dict[str, list[str]] = {}
        for name in key_order(model):
            if name not in edit.values:
                continue
            value, pair = edit.values[name], _pair(work, name)
            if pair and value is None:
                splices.append(self._without(work, pair))
            elif pair:
                splices.append(self._replaced(pair, name, value))
            elif value is not None:
                line = " " * work.start_mark.column + _inline(name, value)
                added.setdefault(_before(model, name, work), []).append(line)
        for before, lines in added.items():
            splices.append(self._lines_after(_value(work, before), lines))
        return self._spliced(*splices)

    def _work(self, id: str) -> tuple[type[Task] | type[Step], Any]:
        for section in self.sections:
            for task in _items(_value(section, "tasks")):
                if _value(task, "id").value == id:
                    return Task, task
                for step in _items(_value(task, "steps")):
                    if _value(step, "id").value == id:
                        return Step, step
        raise _LayoutError

    def _offset(self, mark: Any) -> int:
        line: int = mark.line
        return self.starts[line] + int(mark.column)

    def _last_line(self, node: Any) -> int:
        """Give the line on which the last words of a node stand."""
        last: int = node.end_mark.line
        if isinstance(node, yaml.ScalarNode):
            # The end mark of a multi-line text lies behind the blank lines that follow it.
            if node.style in ("|", ">") or (node.end_mark.column == 0 and last > node.start_mark.line):
                last = min(last, len(self.lines)) - 1
                while last > node.start_mark.line and not self.lines[last].strip():
                    last -= 1
        elif not node.flow_style and node.value:
            children = node.value if isinstance(node, yaml.SequenceNode) else [value for _, value in node.value]
            last = max(map(self._last_line, children))
        return last

    def _lines_after(self, node: Any, lines: list[str]) -> _Splice:
        last = self._last_line(node)
        open_end = "" if self.lines[last].endswith(("\n", "\r")) else self.newline
        at = self.starts[last + 1]
        return at, at, open_end + "".join(line + self.newline for line in lines)

    def _without(self, work: Any, pair: tuple[Any, Any]) -> _Splice:
        key, value = pair
        if key.start_mark.line == work.start_mark.line:
            raise _LayoutError
        return self.starts[key.start_mark.line], self.starts[self._last_line(value) + 1], ""

    def _replaced(self, pair: tuple[Any, Any], name: str, value: Any) -> _Splice:
        key, old = pair
        inline = _inline(name, value).removeprefix(f"{name}:")
        start = self._offset(key.end_mark) + 1
        in_line = old.style not in ("|", ">") if isinstance(old, yaml.ScalarNode) else old.flow_style
        if in_line:
            return start, self._offset(old.end_mark), inline
        last = self.lines[self._last_line(old)]
        return start, self.starts[self._last_line(old)] + len(last.rstrip("\r\n")), inline

    def _spliced(self, *splices: _Splice) -> bytes:
        text = self.text
        for start, end, words in sorted(splices, reverse=True):
            text = text[:start] + words + text[end:]
        return self.mark + text.encode()


_Splice = tuple[int, int, str]
"""Words in the place of those between two offsets."""


def _items(node: Any) -> list[Any]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _pair(node: Any, key: str) -> tuple[Any, Any] | None:
    pairs: Iterator[tuple[Any, Any]] = iter(node.value if isinstance(node, yaml.MappingNode) else ())
    return next((pair for pair in pairs if pair[0].value == key), None)


def _value(node: Any, key: str) -> Any:
    pair = _pair(node, key)
    return pair[1] if pair else None


def _before(model: type[Task] | type[Step], name: str, work: Any) -> str:
    """Give the present key behind which a new one belongs, by the order of keys in a plan."""
    names = key_order(model)
    there = [key for key in names[: names.index(name)] if _pair(work, key)]
    return there[-1]


def _item(task: Task, margin: int) -> list[str]:
    first, *rest = dump_yaml(plan_data(task)).splitlines()
    return [f"{' ' * margin}- {first}", *(f"{' ' * margin}  {line}" for line in rest)]


def _inline(name: str, value: Any) -> str:
    plain = list(value) if isinstance(value, tuple) else value
    return dump_yaml({name: plain}).rstrip("\n")
