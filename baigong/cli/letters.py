"""The folder of letters: the file of each unit, and where those of an earlier run go."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from baigong.errors import NotAFolderError
from baigong.pages.letter import PROGRAM, TITLE
from baigong.store.files import writing_failed

EARLIER = "旧督办单"
"""The folder, within that of the letters, where those of earlier runs are kept."""
LETTER_FILES, MAIL_FILES = (".md", ".docx"), (".eml",)
"""The endings of letters, and of the mails that carry them."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names of devices on Windows, with any ending."""


def letter_paths(folder: Path, units: Iterable[str], ending: str = ".md") -> list[Path]:
    """Give each unit the path of its letter; names that become one file name get a path each."""
    paths: dict[Path, None] = {}
    for unit in units:
        path = folder / f"{file_name(unit)}{ending}"
        while path in paths:
            path = path.with_name(f"{path.name.removesuffix(ending)}_{ending}")
        paths[path] = None
    return list(paths)


def file_name(unit: str) -> str:
    """Make a file name of a unit's name: characters that a file system or a shell acts on become _."""
    kept = "".join(
        letter if letter not in '/\\:*?"<>|' and not unicodedata.category(letter).startswith(("C", "Zl", "Zp")) else "_"
        for letter in unit
    )
    name = kept.strip(" .")[:60] or "_"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def earlier_letters(folder: Path, current: Sequence[Path], endings: Sequence[str] = LETTER_FILES) -> list[Path]:
    """Give the letters (or mails) in a folder that this run does not write again; other files there are none."""
    if not folder.is_dir():
        return []
    candidates = (path for path in folder.iterdir() if path.suffix.lower() in endings and path not in current)
    return sorted(path for path in candidates if _is_letter(path))


def _is_letter(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    try:
        return _KINDS[path.suffix.lower()](path)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, NotImplementedError):
        return False


def _is_markdown_letter(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as stream:
        return stream.readline(80).rstrip("\n") == f"# {TITLE}"


def _is_word_letter(path: Path) -> bool:
    """Whether the title among a Word file's properties is that of a letter."""
    with zipfile.ZipFile(path) as package, package.open("docProps/core.xml") as properties:
        return f">{TITLE}</".encode() in properties.read(_MOST_PROPERTIES)


def _is_mail(path: Path) -> bool:
    """Whether this program says in the head of a mail that it wrote it."""
    with path.open("rb") as stream:
        head = stream.read(_MOST_PROPERTIES).partition(b"\r\n\r\n")[0]
    return f"X-Mailer: {PROGRAM}".encode() in head.split(b"\r\n")


_MOST_PROPERTIES = 16 * 1024
_KINDS = {".md": _is_markdown_letter, ".docx": _is_word_letter, ".eml": _is_mail}


def put_away(letters: Iterable[Path]) -> None:
    """Move letters to the folder of earlier ones beside them; one of the same name there is kept, too.

    Raises:
        BaigongError: that folder is no folder, or may not be written.
    """
    for letter in letters:
        kept = letter.parent / EARLIER
        if kept.is_symlink() or (kept.exists() and not kept.is_dir()):
            raise NotAFolderError(kept)
        try:
            kept.mkdir(exist_ok=True)
            letter.rename(_free(kept / letter.name))
        except OSError as error:
            raise writing_failed(letter, error) from None


def _free(path: Path) -> Path:
    if not path.exists():
        return path
    return next(free for at in count(2) if not (free := path.with_name(f"{path.stem} {at}{path.suffix}")).exists())
