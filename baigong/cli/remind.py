"""`baigong remind`: 督办单, a letter to each unit that has something late, behind or due."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Annotated

from baigong.cli import options
from baigong.cli.output import refuse_file, show
from baigong.cli.parameters import flag, option
from baigong.cli.session import Session, confirm
from baigong.pages.reminders import letters_listing, reminder_page, trial_listing
from baigong.render.inert import inert
from baigong.render.interface import Result
from baigong.render.markdown import to_markdown
from baigong.reports.reminders import Reminder, letter_rows, reminders
from baigong.store.files import write_whole

Folder = Annotated[
    Path | None,
    option(
        "--output",
        "-o",
        metavar="文件夹",
        help="每个单位写一份，以单位名称为文件名（Markdown）",
        read=Path,
    ),
]
DryRun = Annotated[bool, flag("--dry-run", help="只列出将写哪些，不写文件")]


def command(
    session: Session,
    unit: options.Units = (),
    folder: Folder = None,
    dry_run: DryRun = False,
    yes: options.Yes = False,
    format: options.FormatOption = None,
) -> None:
    """督办单：逾期、滞后、临近时限的事项，一个单位一份。

    红色为逾期或落后序时进度超过 30 个百分点，黄色为落后 10 至 30 个百分点，蓝色为 7 天内到期；没有事项的单位不发。
    不写 -o 时列出名单；指明一个单位时显示它的督办单。
    """
    units = session.ledger.directory.expand(unit)
    letters = reminders(session.ledger, session.today, units)
    if folder is not None and not dry_run:
        _write(letters, folder, yes)
    elif format is None and len(units) == 1 and letters and not dry_run:
        show(Result(letter_rows(letters), page=reminder_page(letters[0])))
    elif folder is not None:
        trial = trial_listing(letters, session.today, [str(path) for path in _paths(letters, folder)])
        show(Result(trial.rows, trial), format)
    else:
        listing = letters_listing(letters, session.today)
        show(Result(listing.rows, listing), format)


def _write(letters: list[Reminder], folder: Path, yes: bool) -> None:
    refuse_file(folder)
    paths = _paths(letters, folder)
    there = [path for path in paths if path.exists()]
    if there:
        confirm(f"{folder} 里已有 {len(there)} 份同名的督办单（如 {there[0].name}），覆盖", yes)
    for letter, path in zip(letters, paths, strict=True):
        write_whole(path, to_markdown(reminder_page(letter)).encode(), follow=False)
    message = f"已写 {len(letters)} 份督办单到 {folder}" if letters else "没有需要督办的单位，没有写文件"
    sys.stdout.write(inert(message) + "\n")


def _paths(letters: list[Reminder], folder: Path) -> list[Path]:
    paths: list[Path] = []
    for letter in letters:
        path = folder / f"{file_name(letter.unit)}.md"
        # Two names that differ only in what a file name cannot hold still get a letter each.
        while path in paths:
            path = path.with_name(f"{path.stem}_.md")
        paths.append(path)
    return paths


def file_name(unit: str) -> str:
    """Make a unit's name a file's name: what a file system or a shell would act on becomes _."""
    kept = "".join(
        letter if letter not in '/\\:*?"<>|' and not unicodedata.category(letter).startswith(("C", "Zl", "Zp")) else "_"
        for letter in unit
    )
    return kept.strip(" .")[:60] or "_"
