"""The side effects of a recording in words: on the whole task, its other parts, the next checkpoint. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from baigong import words
from baigong.ledger.task_state import StepState, TaskState

MANY = 6


def effects(
    before: TaskState, after: TaskState, named: Collection[tuple[str, str]], brief: bool = False
) -> Iterator[str]:
    """Describe how a task changed between two states of one day; `named` are the (id, unit) that were recorded on.

    In `brief`, steps finished together with their task are left out; `finished_with` counts them.
    """
    whole = (before.id, "") in named
    if not whole and said_whole(before) != said_whole(after):
        yield f"任务 {after.id} 现为：{said_whole(after)}"
    elif not whole:
        yield f"任务 {after.id} 仍为：{said_whole(after)}"
    if before.due != after.due and (before.id, "") not in named:
        yield f"任务 {after.id} 的时限：{before.due} → {after.due}"
    yield from _steps(before, after, named, brief)
    yield from _shares(before, after, named)
    yield from _checkpoints(before, after, named)


def said_whole(state: TaskState) -> str:
    """Give a task's standing in words, with the count of finished steps if it is derived from them."""
    finished = sum(step.standing.finished for step in state.steps)
    steps = f"（{len(state.steps)} 项举措已完成 {finished} 项）" if state.by_steps else ""
    if not state.measured and state.open:
        return words.STATUS[state.status] + steps
    return words.standing(state.status, state.percent) + steps


def finished_with(before: TaskState, after: TaskState, named: Collection[tuple[str, str]]) -> list[StepState]:
    """Give the steps finished by a recording on other steps or on the whole task."""
    return [new for old, new in _others(before, after, named) if new.standing.finished and not old.standing.finished]


def _others(
    before: TaskState, after: TaskState, named: Collection[tuple[str, str]]
) -> list[tuple[StepState, StepState]]:
    pairs = zip(before.steps, after.steps, strict=True)
    return [(old, new) for old, new in pairs if not any(id == new.step.id for id, _ in named)]


def _steps(before: TaskState, after: TaskState, named: Collection[tuple[str, str]], brief: bool) -> Iterator[str]:
    pairs = _others(before, after, named)
    opened = [new for old, new in pairs if old.standing.finished and not new.standing.finished]
    finished = finished_with(before, after, named)
    stay = [new for old, new in pairs if old.standing.finished and new.standing == old.standing]
    if opened:
        yield f"重开的举措：{_ids(opened)}"
    if finished and not brief:
        yield f"随之{words.STATUS[finished[0].standing.status]}的举措：{_ids(finished)}"
    if stay and after.open and any(id == after.id for id, _ in named):
        yield f"仍为已完成或已取消的举措：{_ids(stay)}（要重开请写 {words.as_typed(f'reopen {stay[0].step.id}')}）"


def _ids(steps: Iterable[StepState]) -> str:
    return _few([step.step.id for step in steps])


def _few(names: list[str]) -> str:
    return "、".join(names) if len(names) <= MANY else f"{'、'.join(names[:MANY])}等 {len(names)} 个"


def _shares(before: TaskState, after: TaskState, named: Collection[tuple[str, str]]) -> Iterator[str]:
    spoken = [unit for id, unit in named if unit]
    opened = [
        unit
        for unit, word in before.words.items()
        if word.finished and unit in after.words and not after.words[unit].finished and unit not in spoken
    ]
    stay = [unit for unit in after.answering if unit in after.words and after.words[unit].finished]
    if opened:
        yield f"重开的单位份额：{_few(opened)}"
    if stay and after.open and (after.id, "") in named and before.words == after.words:
        yield f"已办结份额的单位仍为已完成：{_few(stay)}"
    others = [unit for unit in spoken if unit in after.units and unit not in after.answering]
    if others and after.answering:
        yield f"答责单位为{_few(list(after.answering))}，{_few(others)}的报告记入其份额，不改变任务进度"


def _checkpoints(before: TaskState, after: TaskState, named: Collection[tuple[str, str]]) -> Iterator[str]:
    recorded = {id for id, _ in named}
    nodes = [(after.id, before.checkpoints, after.checkpoints, after.open)]
    nodes += [
        (new.step.id, old.checkpoints, new.checkpoints, not new.standing.finished)
        for old, new in zip(before.steps, after.steps, strict=True)
    ]
    for id, old, new, is_open in nodes:
        if id not in recorded or not new:
            continue
        met = [new.spans[at].due for at in sorted(new.places - old.places)] if old.spans == new.spans else []
        for due in met:
            yield f"{id} 的节点 {due} 已报（{len(new.places)}/{len(new)}）"
        ahead = next(new.ahead(after.day), None) if is_open else None
        if ahead:
            yield f"{id} 的下一个节点：{ahead}"
        given_up = [str(due) for due in new.unmet]
        if not is_open and given_up:
            yield f"{id} 没有报的节点：{_few(given_up)}"
