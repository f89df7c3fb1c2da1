"""`baigong add`: a task that no document holds: 批示, 会议议定事项."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from baigong import words
from baigong.changes.amendment import Request, add_task, clean_words, recurrence_values, same_task
from baigong.cli import completion, options, streams, unit_options
from baigong.cli.parameters import argument, option
from baigong.cli.session import Session
from baigong.cli.user import ask, confirm
from baigong.errors import MissingDetailError, NoSectionError, NoTaskTextError
from baigong.ledger.ids import find_section
from baigong.ledger.ledger import Ledger
from baigong.model.plan import Plan, Section
from baigong.pages.columns import all_units
from baigong.reports.tasks import task_row
from baigong.store.interface import Addition, JournalContents
from baigong.words import as_typed

Text = Annotated[str, argument(metavar="事项", help="要办的事，一句或几句话", read=options.text)]
Units = Annotated[list[str], unit_options.responsible("--units")]
Due = Annotated[date | None, option("--due", metavar="日期", help="时限", find=options.coming_day)]
Start = Annotated[
    date | None, option("--start", metavar="日期", help="起始日（默认从加入之日算起）", find=options.plan_day)
]
Source = Annotated[str, option("--source", metavar="来源", help="交办的来源，例如 省长2月8日批示", read=options.text)]
Where = Annotated[
    str,
    option(
        "--section",
        metavar="板块",
        help="加到哪个板块（默认最后一个）",
        offer=completion.sections,
        find=lambda raw, session: find_section(session.plan, raw),
    ),
]
Steps = Annotated[list[str], option("--step", metavar="举措", help="分几步办，一步一个；可多次使用", many=True)]
Title = Annotated[str, option("--title", metavar="标题", help="任务的标题", read=options.text)]
Every = Annotated[
    str, option("--every", metavar="频次", help="多久报一次：每月、每月25日前、每周五、持续推进", read=options.text)
]


def command(
    session: Session,
    text: Text,
    lead: unit_options.Lead = [],  # noqa: B006  # read, never changed
    units: Units = [],  # noqa: B006
    support: unit_options.Support = [],  # noqa: B006
    due: Due = None,
    source: Source = "",
    section: Where = "",
    title: Title = "",
    steps: Steps = [],  # noqa: B006
    leader: unit_options.Leader = "",
    start: Start = None,
    every: Every = "",
    new: unit_options.New = False,
    yes: options.Yes = False,
) -> None:
    """加一项文件里没有的任务：领导批示、会议议定事项。

    编号接着已有的往下排，任务文件里别的内容一字不动。时限、牵头单位必须写明；目标、应出文件从事项的文字里读出。
    """
    if not all(map(clean_words, (text, *steps))):
        raise NoTaskTextError
    there = same_task(session.plan, text)
    if there:
        streams.say(f"{there.id} 已是这项任务，没有重复添加")
        return
    named = unit_options.NamedUnits(session, new)
    fields = {
        "lead": named.find(lead or [_required("牵头单位", "--lead", "省财政厅")]),
        "units": named.find(units),
        "support": named.find(support),
        "due": due or options.coming_day(_required("时限", "--due", "3月31日"), session),
        "source": source or _answer("来源（没有就回车）："),
        "title": title,
        "leader": leader.strip(),
        "start": start,
        **(recurrence_values(every) if every else {}),
    }
    if fields["due"] < session.today:
        confirm(f"时限 {fields['due']} 已过，", yes)
    request = Request(text, tuple(steps), {name: value for name, value in fields.items() if value})
    where = section or _last_section(session).id

    def decide(plan: Plan, contents: JournalContents) -> Addition:
        ledger = Ledger(plan, contents.events)
        addition = add_task(ledger, plan.section(find_section(plan, where)), request, session.today)
        named.add()
        return addition

    amended = session.store.amend(decide)
    added = next(task for task in amended.after.tasks if task.id not in {task.id for task in amended.before.tasks})
    with streams.recorded("任务已加入", f"show {added.id}"):
        _say(session.again(session.journal.read()), added.id)


def _required(what: str, option: str, example: str) -> str:
    """Ask for what a task must say, where it was not given.

    Raises:
        MissingDetailError: nobody can be asked, or nothing was answered.
    """
    answer = _answer(f"{what}（如 {example}）：")
    if not answer:
        raise MissingDetailError(what, option, example)
    return answer


def _answer(question: str) -> str:
    return options.text(ask(question))


def _last_section(session: Session) -> Section:
    if not session.plan.sections:
        raise NoSectionError(session.store.name)
    return session.plan.sections[-1]


def _say(session: Session, id: str) -> None:
    state = session.ledger.task(id, session.today)
    row = task_row(state)
    facts = [all_units(row), f"时限 {row.due}"]
    facts += [f"报送 {words.every(state.task.every, state.task.every_day)}"] if state.task.every else []
    facts += ["持续推进"] if row.ongoing else []
    facts += [f"来源 {row.source}"] if row.source else []
    facts += [f"分管领导 {row.leader}"] if row.leader else []
    facts += [f"举措 {len(row.steps)} 项"] if row.steps else []
    lines = [
        f"已加入{_section_words(state.section)}：",
        f"  {id} {row.text}",
        f"  {'；'.join(facts)}",
        f"写错了用 {as_typed(f'edit {id}')} 改；不再办理用 {as_typed(f'drop {id}')}",
    ]
    streams.say(*lines)


def _section_words(section: Section) -> str:
    return f"板块{section.id}“{section.title}”" if section.title else f"板块{section.id}"
