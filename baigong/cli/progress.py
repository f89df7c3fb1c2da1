"""`baigong progress`: how far tasks, steps or a unit's share are; a note; the actual value of a target."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from baigong.changes.progress import ProgressReport
from baigong.cli import completion, options, selection
from baigong.cli.parameters import argument
from baigong.cli.record import ReportOptions, record
from baigong.errors import AmbiguousPercentError, NothingReportedError
from baigong.model.plan import Plan
from baigong.words import visible

Words = Annotated[
    tuple[str, ...],
    argument(
        metavar="编号 [进度]",
        help="任务 3.2 或举措 1.8.3，可写多个；最后一个是进度：完成的百分数，0 到 100，100 即已完成",
        many=True,
        offer=completion.ids,
        cites="tasks_percent",
        read=tuple,
    ),
]


def command(session: selection.OfWords, words: Words, report_options: ReportOptions) -> None:
    """记录进度、进展说明、目标实际值。

    进度为 0 到 100 的百分数；只写 --note 则只记说明，不改变进度。
    """
    names, percent = _split(words, session.plan)
    if percent is None and not (
        report_options.note
        or report_options.problem
        or report_options.next
        or report_options.evidence
        or report_options.actual
    ):
        raise NothingReportedError
    record(session, options.ids(names, session), report_options, ProgressReport(percent=percent))


def _split(words: tuple[str, ...], plan: Plan) -> tuple[tuple[str, ...], float | None]:
    """Take the percent, the last of several words, from the numbers of tasks before it.

    Raises:
        RequestError: it is no percent, or might as well be the number of a task.
    """
    if len(words) == 1:
        return words, None
    *names, last = words
    plain = unicodedata.normalize("NFKC", visible(last)).strip()
    if "." in plain and any(node.id == plain for task in plan.tasks for node in task.nodes):
        raise AmbiguousPercentError(last)
    return tuple(names), options.number(last, "进度", 0, 100)
