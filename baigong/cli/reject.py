"""`baigong reject`: verification failed, the task goes back to doing."""

from __future__ import annotations

from baigong.changes.supervision import reject
from baigong.cli import options, selection
from baigong.cli.record import Circumstances, decide


def command(
    session: selection.OfTasks, ids: options.Ids, circumstances: Circumstances, reason: options.Reason = ""
) -> None:
    """退回：核验不通过，回到推进中。"""
    decide(session, ids, circumstances, lambda ledger, ids, grounds, me: reject(ledger, ids, reason, grounds, me))
