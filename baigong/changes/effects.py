"""The effects of a recording in words: on whole tasks, their parts, dates, roles and checkpoints. Pure.

Adding a record never changes a state in a way that these lines, or the line of the change itself, do not tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from baigong import words
from baigong.changes.change_lines import ChangeLines
from baigong.changes.common import role_changes
from baigong.changes.progress import standing_words
from baigong.ledger.checkpoints import Checkpoints
from baigong.ledger.ledger import Ledger
from baigong.ledger.standing import Standing
from baigong.ledger.task_state import StepState, TaskState
from baigong.model.events import Event

MANY = 6
"""Of more names than this, a line gives the first ones and a count."""
FEW = 3
"""Of more tasks than this, only what changed of the whole tasks is told; steps finished with them are counted."""


def recording_effects(before: Ledger, after: Ledger, events: Sequence[Event], on: date, today: date) -> Iterator[str]:
    """Describe what a recording of the day `on` made of each task that it touched, by the states of `today`.

    `events` are those whose changes have lines of their own.
    """
    lines = ChangeLines.by(events)
    named = (after.nodes[event.task] for event in events if hasattr(event, "task") and event.task in after.nodes)
    tasks = tuple(dict.fromkeys((*named, *after.touched(before))))
    brief = len(tasks) > FEW
    finished = supporting = 0
    for id in tasks:
        was, now = before.task(id, today), after.task(id, today)
        yield from effects(was, now, lines, brief)
        if on < today:
            yield from _since(after.task(id, on), now, lines, on)
        if brief:
            finished += len(finished_with(was, now, lines))
            supporting += len(_outsiders(now, lines))
    if finished:
        yield f"随之办结的举措共 {finished} 项，各是哪些见 {words.as_typed('show 编号')}"
    if supporting:
        yield f"其中 {supporting} 项是配合单位等非答责单位的报告，记入其份额，不改变任务进度"


def effects(before: TaskState, after: TaskState, lines: ChangeLines, brief: bool = False) -> Iterator[str]:
    """Describe how a task changed between two states of one day, besides what is told.

    In `brief`, what stayed as it was is left out, and so are the steps finished together with their task;
    `finished_with` counts them.
    """
    lines = lines.about(before)
    if (before.id, "") not in lines.standings:
        if said_whole(before) != said_whole(after):
            yield f"任务 {after.id} 现为：{said_whole(after)}"
        elif lines.standings and not brief:
            yield f"任务 {after.id} 仍为：{said_whole(after)}"
    yield from _dues(before, after, lines)
    changed = role_changes(before, after)
    if changed and before.id not in lines.roles:
        yield f"任务 {after.id} 的分工：{'；'.join(changed)}"
    yield from _steps(before, after, lines, brief)
    yield from _shares(before, after, lines, brief)
    yield from _checkpoints(before, after, lines)
    yield from _values(before, after, lines)


def said_whole(state: TaskState) -> str:
    """Give a task's standing in words, with the count of finished steps if it is derived from them."""
    finished = sum(step.standing.finished for step in state.steps)
    steps = f"（{len(state.steps)} 项举措已完成 {finished} 项）" if state.by_steps else ""
    if state.closed:
        return words.STATUS["closed"] + steps
    return standing_words(state, state.standing) + steps


def finished_with(before: TaskState, after: TaskState, lines: ChangeLines) -> list[StepState]:
    """Give the steps finished by a recording on other steps or on the whole task."""
    pairs = _other_steps(before, after, lines.about(before))
    return [new for old, new in pairs if new.standing.finished and not old.standing.finished]


def _since(then: TaskState, now: TaskState, lines: ChangeLines, on: date) -> Iterator[str]:
    """Say where later records have taken what a recording of an earlier day was about."""
    later = f"{on} 之后另有记录，"
    if (now.id, "") in lines.standings and said_whole(then) != said_whole(now):
        yield f"{later}任务 {now.id} 现为：{said_whole(now)}"
    for old, new in zip(then.steps, now.steps, strict=True):
        was, standing = standing_words(now, old.standing), standing_words(now, new.standing)
        if (new.step.id, "") in lines.standings and was != standing:
            yield f"{later}举措 {new.step.id} 现为：{standing}"
    for id, was_said, is_said in _words_by_node(then, now):
        for unit, word in is_said.items():
            if (
                (id, unit) in lines.standings
                and unit in was_said
                and standing_words(now, was_said[unit]) != standing_words(now, word)
            ):
                yield f"{later}{id}［{unit}］现为：{standing_words(now, word)}"


def _dues(before: TaskState, after: TaskState, lines: ChangeLines) -> Iterator[str]:
    if before.due != after.due and after.id not in lines.dues:
        yield f"任务 {after.id} 的时限：{before.due} → {after.due}"
    for old, new in zip(before.steps, after.steps, strict=True):
        if old.due != new.due and new.step.id not in lines.dues:
            yield f"举措 {new.step.id} 的时限：{old.due or before.due} → {new.due or after.due}"


def _other_steps(before: TaskState, after: TaskState, lines: ChangeLines) -> list[tuple[StepState, StepState]]:
    """Give the steps whose standing is not told, as they were and as they are; a unit's part of a step may be."""
    pairs = zip(before.steps, after.steps, strict=True)
    return [(old, new) for old, new in pairs if (new.step.id, "") not in lines.standings]


def _steps(before: TaskState, after: TaskState, lines: ChangeLines, brief: bool) -> Iterator[str]:
    pairs = _other_steps(before, after, lines)
    if not lines.standings:
        # Nothing is said to have been done or reopened, so each step is told by what it was and is.
        yield from _moved_steps(before, after, [pair for pair in pairs if _moved_itself(*pair)])
        return
    opened = [new for old, new in pairs if old.standing.finished and not new.standing.finished]
    finished = finished_with(before, after, lines)
    stay = [new for old, new in pairs if old.standing.finished and new.standing == old.standing]
    if opened:
        yield f"重开的举措：{_ids(opened)}"
    for status in ("done", "dropped"):
        same = [step for step in finished if step.standing.status == status]
        if same and not brief:
            yield f"随之{words.STATUS[same[0].standing.status]}的举措：{_ids(same)}"
    rest = [(old, new) for old, new in pairs if old.standing.finished == new.standing.finished]
    yield from _moved_steps(before, after, [pair for pair in rest if _moved_itself(*pair)])
    if stay and after.open and lines.of(after.id):
        yield f"仍为已完成或已取消的举措：{_ids(stay)}（要重开请写 {words.as_typed(f'reopen {stay[0].step.id}')}）"


def _moved_itself(old: StepState, new: StepState) -> bool:
    """Whether a step did more than stand as its task does, which is told with the task."""
    return old.reported or new.reported or old.standing.finished or new.standing.finished


def _moved_steps(before: TaskState, after: TaskState, pairs: Iterable[tuple[StepState, StepState]]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[StepState]] = {}
    for old, new in pairs:
        change = standing_words(before, old.standing), standing_words(after, new.standing)
        if change[0] != change[1]:
            groups.setdefault(change, []).append(new)
    for (was, now), steps in groups.items():
        yield f"举措 {_ids(steps)}：{was} → {now}"


def _ids(steps: Iterable[StepState]) -> str:
    return _few([step.step.id for step in steps])


def _few(names: list[str]) -> str:
    return words.first_names(names, MANY)


def _words_by_node(
    before: TaskState, after: TaskState
) -> Iterator[tuple[str, dict[str, Standing], dict[str, Standing]]]:
    """Give what the units said of the task and of each step, as it was and as it is."""
    yield after.id, before.words, after.words
    for old, new in zip(before.steps, after.steps, strict=True):
        yield new.step.id, old.words, new.words


def _shares(before: TaskState, after: TaskState, lines: ChangeLines, brief: bool) -> Iterator[str]:
    if not lines.standings:
        yield from _moved_shares(before, after)
        return
    for id, was, now in _words_by_node(before, after):
        spoken = {unit for one, unit in lines.standings if one == id}
        opened = [
            unit
            for unit, word in was.items()
            if word.finished and unit in now and not now[unit].finished and unit not in spoken
        ]
        if opened:
            yield f"{'' if id == after.id else id + ' '}重开的单位份额：{_few(opened)}"
    stay = [unit for unit in after.answering if unit in after.words and after.words[unit].finished]
    if stay and after.open and (after.id, "") in lines.standings and before.words == after.words:
        yield f"已办结份额的单位仍为已完成：{_few(stay)}"
    others = _outsiders(after, lines)
    if others and after.answering and not brief:
        yield f"答责单位为{_few(list(after.answering))}，{_few(others)}的报告记入其份额，不改变任务进度"


def _moved_shares(before: TaskState, after: TaskState) -> Iterator[str]:
    for id, was, now in _words_by_node(before, after):
        units = [unit for unit in dict.fromkeys((*was, *now)) if unit in before.units and unit in after.units]
        for unit in units:
            old = standing_words(before, was[unit]) if unit in was else words.UNREPORTED
            new = standing_words(after, now[unit]) if unit in now else words.UNREPORTED
            if old != new:
                yield f"{id}［{unit}］：{old} → {new}"


def _outsiders(state: TaskState, lines: ChangeLines) -> list[str]:
    """Give the units that take part, do not answer, and are told to have reported."""
    spoken = dict.fromkeys(unit for _, unit in sorted(lines.about(state).standings) if unit)
    return [unit for unit in spoken if unit in state.units and unit not in state.answering]


def _checkpoints(before: TaskState, after: TaskState, lines: ChangeLines) -> Iterator[str]:
    nodes = [(after.id, before.checkpoints, after.checkpoints, after.open)]
    nodes += [
        (new.step.id, old.checkpoints, new.checkpoints, not new.standing.finished)
        for old, new in zip(before.steps, after.steps, strict=True)
    ]
    for id, old, new, is_open in nodes:
        yield from _checkpoint_changes(id, old, new)
        if lines.of(id) and new:
            ahead = next(new.ahead(after.day), None) if is_open else None
            if ahead:
                yield f"{id} 的下一个节点：{ahead}"
            given_up = [str(due) for due in new.unmet]
            if not is_open and given_up:
                yield f"{id} 没有报的节点：{_few(given_up)}"


def _checkpoint_changes(id: str, old: Checkpoints, new: Checkpoints) -> Iterator[str]:
    if len(old) != len(new):
        yield f"{id} 的节点：{len(old)} 个 → {len(new)} 个"
    was = {point.due for point in old if point.met}
    now = {point.due for point in new if point.met}
    for due in sorted(now - was):
        yield f"{id} 的节点 {due} 已报（{len(new.places)}/{len(new)}）"
    lost = sorted(was - now)
    if lost:
        yield f"{id} 的节点 {_few([str(due) for due in lost])} 改为未报（{len(new.places)}/{len(new)}）"


def _values(before: TaskState, after: TaskState, lines: ChangeLines) -> Iterator[str]:
    for target in dict.fromkeys((*before.actual, *after.actual)):
        old, new = (_value(state.actual.get(target)) for state in (before, after))
        if old != new and target not in lines.values:
            yield f"{after.id} “{target}”的实际值：{old} → {new}"


def _value(actual: float | None) -> str:
    return words.UNREPORTED if actual is None else words.number(actual)
