"""`baigong progress`: how far a task, a step or a unit's share is; a note; the actual value of a target."""

from __future__ import annotations

from typing import Annotated

import typer

from baigong.changes.progress import ProgressReport, read_actual
from baigong.cli import options
from baigong.cli.record import Request, record
from baigong.cli.session import Session
from baigong.errors import RequestError
from baigong.ledger.ids import read_ids
from baigong.store.evidence import read_evidence


def command(
    ctx: typer.Context,
    id: options.Id,
    percent: Annotated[
        str | None, typer.Argument(metavar="进度", help="完成的百分数，0 到 100；100 即已完成", show_default=False)
    ] = None,
    actual: Annotated[
        list[str] | None,
        typer.Option("--actual", metavar="数值", help="目标的实际值；有多个目标时写 目标=数值，可多次使用"),
    ] = None,
    unit: options.Unit = None,
    on: options.On = None,
    note: options.Note = "",
    evidence: options.EvidenceOption = None,
    by: options.By = None,
    yes: options.Yes = False,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """记录进度、进展说明、目标实际值。

    进度为 0 到 100 的百分数；只写 --note 则只记说明，不改变进度。
    """
    value = options.read_number(percent, "进度", 0, 100) if percent is not None else None
    if value is None and not (note or evidence or actual):
        raise RequestError("没有说明进展到哪里", "请写百分数（progress 3.2 60）、--note 或 --actual")
    request = Request([id], unit, on, note, evidence, by, yes, file, as_of)

    def said(found: str, opened: Session) -> ProgressReport:
        measured = read_evidence(evidence or (), opened.store.evidence_base)
        values = read_actual(opened.plan, read_ids(opened.plan, [id]), actual or ())
        return ProgressReport(percent=value, unit=found, note=note, evidence=measured, actual=values)

    record(ctx, request, said)
