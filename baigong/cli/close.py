"""`baigong close`: 销号, a done task is verified and struck off."""

from __future__ import annotations

from typing import Annotated

from baigong.changes.supervision import close
from baigong.cli import completion, options, selection
from baigong.cli.parameters import argument, option
from baigong.cli.record import Circumstances, decide
from baigong.cli.user import ask, named_author

Finished = Annotated[
    tuple[str, ...],
    argument(
        metavar="编号", help="已完成的任务", many=True, offer=completion.finished, cites="tasks", find=options.ids
    ),
]
Verifier = Annotated[str, option("--verifier", metavar="姓名", help="核验人（默认为写明的记录人）", read=options.text)]


def command(session: selection.OfTasks, ids: Finished, circumstances: Circumstances, verifier: Verifier = "") -> None:
    """销号：核验通过，不再改动。

    只有已完成的任务才能销号；销号后要改，先退回（reject）或撤回销号（undo）。
    """
    checked = verifier.strip() or named_author(circumstances.by) or ask("核验人：")
    decide(session, ids, circumstances, lambda ledger, ids, grounds, me: close(ledger, ids, checked, grounds, me))
