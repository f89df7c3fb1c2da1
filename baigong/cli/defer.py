"""`baigong defer`: a later due date, with its reason."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from baigong.changes.supervision import defer
from baigong.cli import options, selection
from baigong.cli.parameters import option
from baigong.cli.record import Circumstances, decide
from baigong.errors import NoNewDueError

To = Annotated[date | None, option("--to", metavar="日期", help="延到哪一天", find=options.coming_day)]


def command(
    session: selection.OfTasks,
    ids: options.Ids,
    circumstances: Circumstances,
    to: To = None,
    reason: options.Reason = "",
) -> None:
    """延期，须写明原因。

    原定时限、延期次数和每次的原因都留在台账里，show 可见。
    """
    if to is None:
        raise NoNewDueError
    decide(session, ids, circumstances, lambda ledger, ids, grounds, me: defer(ledger, ids, to, reason, grounds, me))
