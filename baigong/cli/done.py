"""`baigong done`: a task, a step or a unit's share is done."""

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
    """记为已完成。

    任务、举措，或（--unit）一个单位承担的份额。
    """
    request = Request(ids, unit, on, note, evidence, by, yes, file, as_of)
    record(
        ctx,
        request,
        lambda found, opened: Said(
            status="done", unit=found, note=note, evidence=read_evidence(evidence or (), opened.place.folder)
        ),
    )
