"""`baigong relink`: the records of a task that a revision renumbered or replaced are put under another id."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from baigong.changes.relink import relink
from baigong.cli import options
from baigong.cli.parameters import argument
from baigong.cli.record import Circumstances, decide
from baigong.cli.session import Session
from baigong.errors import SeveralTasksError

Old = Annotated[str, argument(metavar="旧编号", help="记录现在所在的编号，方案里可以已经没有", read=options.text)]
New = Annotated[str, argument(metavar="新编号", help="改列到哪项任务或举措", **options.CITED, read=options.text)]


def command(session: Session, old: Old, new: New, circumstances: Circumstances, reason: options.Reason = "") -> None:
    """方案修订后，把旧编号的记录改列到新编号。

    任务换了编号或并入另一项时用。只改列此前的记录，原记录不动；有误用 undo 撤回。
    """
    ids = options.ids([new], session)
    if len(ids) != 1:
        raise SeveralTasksError(new, ids)
    name = old.strip().strip("（）()。")
    circumstances = replace(circumstances, note="；".join(words for words in (reason, circumstances.note) if words))
    decide(session, ids, circumstances, lambda ledger, ids, grounds, me: relink(ledger, name, ids[0], grounds, me))
