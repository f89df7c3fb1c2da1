"""`baigong remind`: 督办单, a letter to each unit that has something late, behind or due."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from baigong.cli import options
from baigong.cli.letters import EARLIER, earlier_letters, letter_paths, put_away
from baigong.cli.output import refuse_file, show
from baigong.cli.parameters import flag, option
from baigong.cli.session import Session, confirm
from baigong.errors import BaigongError, LettersStoppedError
from baigong.pages.reminders import letters_listing, reminder_page, trial_listing
from baigong.render.inert import inert
from baigong.render.interface import Result
from baigong.render.markdown import to_markdown
from baigong.reports.reminders import Reminder, letter_rows, reminders
from baigong.store.replacement import write_whole

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
        _write(letters, folder, yes, whole=not units)
    elif format is None and len(units) == 1 and letters and not dry_run:
        show(Result(letter_rows(letters), page=reminder_page(letters[0])))
    elif folder is not None:
        trial = trial_listing(
            letters, session.today, [str(path) for path in letter_paths(folder, [letter.unit for letter in letters])]
        )
        show(Result(trial.rows, trial), format)
    else:
        listing = letters_listing(letters, session.today)
        show(Result(listing.rows, listing), format)


def _write(letters: list[Reminder], folder: Path, yes: bool, whole: bool) -> None:
    """Write a letter a unit; a `whole` run, over every unit, first puts away the letters that it does not renew."""
    refuse_file(folder)
    paths = letter_paths(folder, [letter.unit for letter in letters])
    there = [path for path in paths if path.exists()]
    if there:
        confirm(f"{folder} 里已有 {len(there)} 份同名的督办单（如 {there[0].name}），覆盖", yes)
    earlier = earlier_letters(folder, paths) if whole else []
    put_away(earlier)
    written = 0
    try:
        for letter, path in zip(letters, paths, strict=True):
            write_whole(path, to_markdown(reminder_page(letter)).encode(), follow=False)
            written += 1
    except (BaigongError, KeyboardInterrupt) as error:
        raise LettersStoppedError(written, len(letters), paths[written], error) from None
    message = f"已写 {len(letters)} 份督办单到 {folder}" if letters else "没有需要督办的单位，没有写文件"
    sys.stdout.write(inert(message) + "\n")
    if earlier:
        sys.stdout.write(inert(f"以前写的 {len(earlier)} 份这次不再督办，已移到 {folder / EARLIER}") + "\n")
