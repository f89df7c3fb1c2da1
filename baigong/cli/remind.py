"""`baigong remind`: 督办单, a letter to each unit that has something late, behind or due."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from baigong.cli import options, streams
from baigong.cli.letters import EARLIER, LETTER_FILES, MAIL_FILES, earlier_letters, letter_paths, put_away
from baigong.cli.mails import mail_maker, with_address
from baigong.cli.open_plans import Plans
from baigong.cli.output import refuse_file, show
from baigong.cli.parameters import flag, option
from baigong.cli.user import ask, confirm
from baigong.errors import (
    BaigongError,
    ConflictingOptionsError,
    LettersStoppedError,
    NotAnAddressError,
    UnknownFormatError,
)
from baigong.model.units import ADDRESS
from baigong.pages.brief import brief_letters
from baigong.pages.letter import TEMPLATE, letter_page
from baigong.pages.reminders import letters_listing, trial_listing
from baigong.pages.sentences import Sentences
from baigong.render.interface import Result
from baigong.render.markdown import to_markdown
from baigong.render.progress import progress
from baigong.reports.reminders import Reminder, Sender, joint_reminders, letter_rows, numbers_from, sender_of
from baigong.store.replacement import flush_names, write_whole


def _address(raw: str) -> str:
    if raw and not re.fullmatch(ADDRESS, raw):
        raise NotAnAddressError(raw)
    return raw


Folder = Annotated[
    Path | None,
    option(
        "--output",
        "-o",
        metavar="文件夹",
        help="每个单位写一份，以单位名称为文件名；--format docx 写成 Word，默认 Markdown",
        read=Path,
    ),
]
Mails = Annotated[
    Path | None,
    option(
        "--eml",
        metavar="文件夹",
        help="每个单位写一封邮件，附督办单和报送表，寄往 units.yaml 里的 email；只写成文件，不发送",
        read=Path,
    ),
]
DryRun = Annotated[bool, flag("--dry-run", help="只列出将写哪些，不写文件")]
Number = Annotated[
    str,
    option(
        "--number", metavar="文号", help="第一份的文号，以后各份顺次加一，例如 青政督〔2019〕5号", read=options.text
    ),
]
Sign = Annotated[str, option("--sign", metavar="落款", help="落款的单位（默认发文机关的督查室）", read=options.text)]
Copies = Annotated[tuple[str, ...], option("--copy", metavar="单位", help="抄送；可多次使用", many=True, read=tuple)]
Contact = Annotated[str, option("--contact", metavar="姓名", help="督查室的联系人", read=options.text)]
Phone = Annotated[str, option("--phone", metavar="电话", help="督查室的联系电话", read=options.text)]
From = Annotated[str, option("--from", metavar="邮箱", help="发件的邮箱地址", read=_address)]


def command(
    plans: Plans,
    unit: options.Units = (),
    folder: Folder = None,
    mails: Mails = None,
    number: Number = "",
    sign: Sign = "",
    copies: Copies = (),
    contact: Contact = "",
    phone: Phone = "",
    address: From = "",
    brief: options.Brief = False,
    dry_run: DryRun = False,
    yes: options.Yes = False,
    format: options.FormatOption = None,
) -> None:
    """督办单：逾期、滞后、临近时限的事项，一个单位一份。

    红色为逾期或落后序时进度超过 30 个百分点，黄色为落后 10 至 30 个百分点，蓝色为 7 天内到期；没有事项的单位不发。
    不写 -o 时列出名单；指明一个单位时显示它的督办单。督查室的联系人等可写在 units.yaml 里，与落款同名的单位。
    """
    units = plans.expand(unit)
    writes = (folder is not None or mails is not None) and not dry_run
    if writes and format is not None and format not in _WRITERS:
        raise UnknownFormatError(format, tuple(_WRITERS), elsewhere=True)
    if brief and (folder is not None or mails is not None):
        raise ConflictingOptionsError(("--brief", "--output" if folder is not None else "--eml"))
    letters = joint_reminders(plans.ledgers, plans.today, units)
    sentences = plans.sessions[0].sentences(TEMPLATE)
    sender = sender_of(plans.sessions[0].ledger, Sender(sign, contact, phone, address, copies))
    if writes:
        if not sender.name and letters:
            sender = sender.signed(ask("落款的单位："))
        senders = [sender.numbered(each) for each in numbers_from(number, len(letters))]
        _write(_sets(plans, sentences, letters, senders, folder, mails, format), yes, whole=not units)
    elif brief and letters:
        show(Result(letter_rows(letters), page=brief_letters(letters)), format)
    elif format is None and len(units) == 1 and letters and not dry_run:
        page = letter_page(letters[0], sender.numbered(number), sentences)
        show(Result(letter_rows(letters), page=page))
    elif folder is not None:
        paths = letter_paths(folder, [letter.unit for letter in letters], _ending(format))
        trial = trial_listing(letters, plans.today, [str(path) for path in paths])
        show(Result(trial.rows, trial, mark=plans.mark), format if format not in _WRITERS else None)
    else:
        listing = letters_listing(letters, plans.today)
        show(Result(listing.rows, listing, mark=plans.mark), format)


@dataclass(frozen=True)
class _FileSet:
    """The files of one kind that a run writes into a folder, and what makes the content of each."""

    folder: Path
    kind: tuple[str, ...]
    what: str
    letters: list[Reminder]
    paths: list[Path]
    content: Callable[[int], bytes]
    note: str = ""


def _markdown(letter: Reminder, sender: Sender, sentences: Sentences) -> bytes:
    return to_markdown(letter_page(letter, sender, sentences)).encode()


def _word(letter: Reminder, sender: Sender, sentences: Sentences) -> bytes:
    from baigong.render.docx import to_docx

    return to_docx(letter_page(letter, sender, sentences))


_WRITERS = {"md": _markdown, "docx": _word}


def _ending(format: str | None) -> str:
    return f".{format if format in _WRITERS else 'md'}"


def _sets(
    plans: Plans,
    sentences: Sentences,
    letters: list[Reminder],
    senders: list[Sender],
    folder: Path | None,
    mails: Path | None,
    format: str | None,
) -> list[_FileSet]:
    sets = []
    if folder is not None:
        refuse_file(folder)
        write = _WRITERS[format or "md"]
        paths = letter_paths(folder, [letter.unit for letter in letters], _ending(format))

        def letter_content(at: int) -> bytes:
            return write(letters[at], senders[at], sentences)

        sets.append(_FileSet(folder, LETTER_FILES, "督办单", letters, paths, letter_content))
    if mails is not None:
        refuse_file(mails)
        pairs, note = with_address(letters, senders)
        paths = letter_paths(mails, [letter.unit for letter, _ in pairs], ".eml")
        make = mail_maker(plans, sentences, pairs, _word)
        sets.append(_FileSet(mails, MAIL_FILES, "邮件", [letter for letter, _ in pairs], paths, make, note))
    return sets


def _write(sets: list[_FileSet], yes: bool, whole: bool) -> None:
    """Write a file a unit; a `whole` run, over every unit, first puts away the files that it does not renew."""
    for each in sets:
        there = [path for path in each.paths if path.exists()]
        if there:
            confirm(f"{each.folder} 里已有 {len(there)} 份同名的{each.what}（如 {there[0].name}），覆盖", yes)
    for each in sets:
        if each.paths:
            each.content(0)  # what is wrong with all of them, a template above all, is told before anything moves
        earlier = earlier_letters(each.folder, each.paths, each.kind) if whole else []
        put_away(earlier)
        _write_set(each)
        message = f"已写 {len(each.paths)} 份{each.what}到 {each.folder}" if each.paths else ""
        # Units without an address have letters, and no mail.
        why = "" if each.note else "没有需要督办的单位，"
        lines = [message or f"{why}没有写{'文件' if each.what == '督办单' else each.what}"]
        if earlier:
            lines.append(f"以前写的 {len(earlier)} 份这次没有再写，已移到 {each.folder / EARLIER}")
        lines += [each.note] if each.note else []
        streams.say(*lines)


def _write_set(files: _FileSet) -> None:
    written = 0
    try:
        with progress(f"写{files.what}") as advance:
            for at, path in enumerate(files.paths):
                write_whole(path, files.content(at), follow=False, one_of_many=True)
                written += 1
                advance(written / len(files.paths))
    except (BaigongError, KeyboardInterrupt) as error:
        raise LettersStoppedError(written, len(files.paths), files.paths[written], error) from None
    for folder in {path.parent for path in files.paths}:
        flush_names(folder)
