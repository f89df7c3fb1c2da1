"""`baigong reopen`: what was done or dropped is to be worked on again."""

from __future__ import annotations

import typer

from baigong.cli import options
from baigong.cli.record import Request, record
from baigong.recording import Said
from baigong.store.evidence import read_evidence


def command(
    ctx: typer.Context,
    ids: options.Ids,
    unit: options.Unit = None,
    on: options.On = None,
    note: options.Note = "",
    evidence: options.EvidenceOption = None,
    by: options.By = None,
    yes: options.Yes = False,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """重开已完成或已取消的事项。

    任务或举措回到办结以前的进度。
    """
    request = Request(ids, unit, on, note, evidence, by, yes, file, as_of)
    record(
        ctx,
        request,
        lambda found, opened: Said(
            reopen=True, unit=found, note=note, evidence=read_evidence(evidence or (), opened.place.folder)
        ),
    )
