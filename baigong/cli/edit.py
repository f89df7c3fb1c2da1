"""`baigong edit`: correct errors of the document, or of its parsing, in tasks.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from baigong import words
from baigong.changes.amendment import NONE, clean_words, edit_lines, edit_work, recurrence_values, work_of
from baigong.changes.effects import said_whole
from baigong.cli import options, streams, unit_options
from baigong.cli.parameters import argument, option
from baigong.cli.session import Session
from baigong.errors import NothingToEditError, PlanChangedError, SeveralTasksError
from baigong.ledger.ids import read_ids
from baigong.ledger.task_state import TaskState
from baigong.model.plan import Plan
from baigong.store.interface import Edit, JournalContents

_OPTIONS = (
    "--text", "--title", "--due", "--start", "--every", "--source", "--leader", "--lead", "--units", "--support",
)  # fmt: skip


def _one(raw: str, session: Session) -> str:
    ids = read_ids(session.plan, [raw])
    if len(ids) != 1:
        raise SeveralTasksError(raw, ids)
    return ids[0]


def _day(raw: str, session: Session) -> Any:
    """Read a day, or 无 for none; a plan's dates may lie on either side of today."""
    return NONE if raw.strip() == NONE else options.plan_day(raw, session)


Id = Annotated[str, argument(metavar="编号", help="任务 3.2 或举措 1.8.3", **options.CITED, find=_one)]
Text = Annotated[str, option("--text", metavar="文字", help="任务或举措的文字", read=options.text)]
Title = Annotated[str, option("--title", metavar="标题", help="任务的标题", read=options.text)]
Due = Annotated[Any, option("--due", metavar="日期", help="方案写的时限（推迟请用 defer）", find=_day)]
Start = Annotated[Any, option("--start", metavar="日期", help="起始日", find=_day)]
Every = Annotated[
    str, option("--every", metavar="频次", help="多久报一次：每月、每月25日前、每周五、持续推进", read=options.text)
]
Source = Annotated[str, option("--source", metavar="来源", help="交办的来源", read=options.text)]
Units = Annotated[list[str], unit_options.responsible("--units")]


def command(
    session: Session,
    id: Id,
    text: Text = "",
    title: Title = "",
    due: Due = None,
    start: Start = None,
    every: Every = "",
    source: Source = "",
    leader: unit_options.Leader = "",
    lead: unit_options.Lead = [],  # noqa: B006  # read, never changed
    units: Units = [],  # noqa: B006
    support: unit_options.Support = [],  # noqa: B006
    new: unit_options.New = False,
) -> None:
    """改正任务文件里写错、读错的内容，不必自己写 YAML。

    改的是方案原来的写法，不留记录，原文件另存为 .old；时限推迟用 defer，分工调整用 assign。
    写“无”就是去掉这一项。
    """
    named = unit_options.NamedUnits(session, new)
    typed = {"title": title, "source": source, "leader": leader.strip(), "due": due, "start": start}
    values: dict[str, Any] = {name: None if value == NONE else value for name, value in typed.items() if value}
    if text:
        values["text"] = clean_words(text)
    for role, names in (("lead", lead), ("units", units), ("support", support)):
        if names:
            values[role] = None if names == [NONE] else named.find(names)
    if every:
        values |= recurrence_values(every)
    if not values:
        raise NothingToEditError(_OPTIONS)
    before = work_of(session.plan, id)[0]
    if not edit_work(session.plan, id, values).values:
        streams.say(f"{id} 已是这样，没有改动")
        return

    def decide(plan: Plan, _contents: JournalContents) -> Edit:
        if work_of(plan, id)[0] != before:
            raise PlanChangedError(id)
        named.add()
        return edit_work(plan, id, values)

    amended = session.store.amend(decide)
    with streams.recorded("已改正", f"show {id}"):
        now = session.again(session.journal.read())
        _say(
            [
                f"已改正 {id}：",
                *(f"  {line}" for line in edit_lines(before, edit_work(session.plan, id, values))),
                *_consequences(session.ledger.task(id, session.today), now.ledger.task(id, session.today)),
                *_stays(amended.before, id, values),
                *([f"原文件另存为 {amended.kept}"] if amended.kept else []),
            ]
        )


def _consequences(before: TaskState, after: TaskState) -> Iterator[str]:
    """Describe what the edit makes of the state of the task."""
    if said_whole(before) != said_whole(after):
        yield f"任务 {after.id} 的状态：{said_whole(before)} → {said_whole(after)}"
    if before.due != after.due:
        yield f"任务 {after.id} 现行时限：{before.due} → {after.due}"
    if (before.light, before.reason) != (after.light, after.reason):
        yield f"任务 {after.id} 的灯：{_light(before)} → {_light(after)}"


def _light(state: TaskState) -> str:
    return f"{words.LIGHT[state.light]}（{state.reason}）" if state.light else "无"


def _stays(plan: Plan, id: str, values: dict[str, Any]) -> Iterator[str]:
    """Say which parts of a task were read from its words and are as they were."""
    if "text" not in values:
        return
    work, task = work_of(plan, id)
    parts = [name for name, there in (("举措", task.steps), ("目标", task.targets)) if there and work is task]
    if parts:
        yield f"{'、'.join(parts)}没有随文字改动"


def _say(lines: list[str]) -> None:
    streams.say(*lines)
