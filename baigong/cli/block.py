"""`baigong block`: work is held up."""

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
    """记为受阻，原因用 --note 说明。"""
    request = Request(ids, unit, on, note, evidence, by, yes, file, as_of)
    record(
        ctx,
        request,
        lambda found, opened: Said(
            status="blocked", unit=found, note=note, evidence=read_evidence(evidence or (), opened.place.folder)
        ),
    )
