"""Where a result goes: the terminal, a pipe, or a file whose ending tells the format."""

from __future__ import annotations

import sys
from pathlib import Path

from baigong.cli import pager, streams
from baigong.cli.user import confirm
from baigong.errors import (
    LedgerFileError,
    LinkUnconfirmedError,
    NoSuchFolderError,
    NotAFolderError,
    NotForScreenError,
    TargetThereError,
)
from baigong.render.console import drawn, make_console
from baigong.render.formats import TABLE, choose
from baigong.render.interface import Result
from baigong.store.replacement import refuse_ledger, write_whole


def show(result: Result, format: str | None = None, file: Path | None = None, force: bool = False) -> None:
    """Print a result, or write it to a file, in the format asked for or told by the file's ending.

    Over a file that is there it asks, unless `force`: people go on editing what was written.

    Raises:
        BaigongError: it has no such format, or the file cannot be written.
    """
    chosen = choose(format, file, result)
    if file is None:
        streams.hint_at_encoding(sys.stdout)
    if file is not None:
        refuse_ledger_file(file)
        if not file.absolute().parent.is_dir():
            raise NoSuchFolderError(file.parent)
        ask_about_link(file)
        if not force:
            ask_about_file(file)
        write_whole(file, chosen.write(result))
        streams.say(f"已写入 {file}")
    elif chosen is TABLE:
        text = drawn(result.reading, make_console())
        if sys.stdout.isatty():
            pager.put(text)
        else:
            sys.stdout.write(text)
    elif chosen.binary:
        raise NotForScreenError(chosen.name, chosen.endings[0])
    else:
        # A byte order mark is for files alone.
        sys.stdout.write(chosen.write(result).decode("utf-8-sig"))


def ask_about_link(file: Path) -> None:
    """Ask before writing through a symbolic link: its name hides which file is replaced.

    Raises:
        RequestError: the user does not agree, or nobody can be asked.
    """
    if file.is_symlink():
        where = file.resolve()
        if not sys.stdin.isatty():
            raise LinkUnconfirmedError(file, where)
        confirm(f"{file} 是符号链接，将写入 {where}，", False)


def ask_about_file(file: Path) -> None:
    """Ask before a result replaces a file.

    Raises:
        RequestError: the user does not agree, or nobody can be asked.
    """
    if file.is_file() and not file.is_symlink() and file.stat().st_size:
        if not sys.stdin.isatty():
            raise TargetThereError(file)
        confirm(f"{file} 已经有了，将覆盖它，", False)


def refuse_ledger_file(file: Path) -> None:
    """Refuse to write a result over a file of a ledger.

    Raises:
        RequestError: it is named as one, or holds one under another name.
    """
    if file.name.lower() in ("tasks.yaml", "units.yaml"):
        raise LedgerFileError(file, "台账的文件")
    refuse_ledger(file)


# These endings mean a file: no folder of such a name is made.
_FILES = (
    *(".md", ".txt", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".csv", ".tsv", ".json", ".jsonl", ".pdf"),
    *(".htm", ".html", ".eml", ".ics", ".yaml", ".yml", ".zip"),
)


def refuse_file(folder: Path) -> None:
    """Refuse a file, or a name with a file's ending, as the folder for one file a unit.

    Raises:
        NotAFolderError: it is one.
    """
    if not folder.is_dir() and (folder.exists() or folder.suffix.lower() in _FILES):
        raise NotAFolderError(folder)
