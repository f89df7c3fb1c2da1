"""`baigong done`: a task, a step, a unit's share, or the current checkpoint of recurring work is done."""

from __future__ import annotations

from typing import Annotated

from baigong.changes.progress import ProgressReport
from baigong.cli import options, selection
from baigong.cli.parameters import flag
from baigong.cli.record import ReportOptions, record

Final = Annotated[bool, flag("--final", help="按期报送的事项提前结束，不再报其余节点")]


def command(session: selection.OfTasks, ids: options.Ids, report_options: ReportOptions, final: Final = False) -> None:
    """记为已完成。

    任务、举措，或（--unit）一个单位承担的份额。
    按期报送的事项只完成当期节点，报完最后一个节点才算办结；提前结束加 --final。
    """
    record(session, ids, report_options, ProgressReport(status="done", final=final))
