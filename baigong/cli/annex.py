"""The annex of evidence as a folder: a list, and a copy of each file that is still what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from baigong.cli import streams
from baigong.cli.letters import file_name
from baigong.cli.open_plans import Plans
from baigong.cli.output import refuse_file
from baigong.cli.user import confirm
from baigong.errors import BaigongError
from baigong.pages.annex import annex_listing
from baigong.render.interface import Result
from baigong.render.progress import progress
from baigong.render.xlsx import write
from baigong.reports.annex import AnnexRow, annex_rows
from baigong.store.evidence import evidence_content
from baigong.store.replacement import write_whole

LIST = "佐证清单.xlsx"


def write_annex(plans: Plans, tasks: Mapping[str, Sequence[str]], folder: Path, force: bool) -> None:
    """Write the list and the files; one that is missing or has changed is named in the list.

    Raises:
        BaigongError: the folder is none, or cannot be written.
    """
    refuse_file(folder)
    if (folder / LIST).exists():
        confirm(f"{folder} 里已有 {LIST}，覆盖", force)
    rows: list[AnnexRow] = []
    with progress("抄佐证") as advance:
        for session in plans.sessions:
            own = annex_rows(session.ledger, tasks[session.name], len(rows) + 1, session.name)
            for at, row in enumerate(own, 1):
                rows.append(_copied(row, session.store.evidence_base, folder))
                advance(at / len(own))
    listing = annex_listing(rows)
    write_whole(folder / LIST, write(Result(rows, listing, title="佐证清单")), follow=False)
    streams.say(f"已写 {folder / LIST}：{listing.footer or listing.empty}")


def _copied(row: AnnexRow, base: Path, folder: Path) -> AnnexRow:
    if row.item is None:
        return row
    stem, ending = Path(row.evidence).stem, Path(row.evidence).suffix[1:]
    name = f"{row.number:03}-{file_name(stem)}" + (f".{file_name(ending)}" if ending else "")
    try:
        content = evidence_content(base / row.item.file, row.item)
    except BaigongError as error:
        return replace(row, fault=error.message)
    write_whole(folder / name, content, follow=False)
    return replace(row, copy=name)
