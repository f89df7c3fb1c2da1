"""The folder of letters: the file of each unit, and where those of an earlier run go."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from baigong.errors import NotAFolderError
from baigong.store.files import writing_failed

EARLIER = "旧督办单"
"""The folder, within that of the letters, where those of earlier runs are kept."""
_HEADING = "# 督查督办单"


def letter_paths(folder: Path, units: Iterable[str]) -> list[Path]:
    """Give each unit the path of its letter; names that become one file name get a path each."""
    paths: dict[Path, None] = {}
    for unit in units:
        path = folder / f"{file_name(unit)}.md"
        while path in paths:
            path = path.with_name(f"{path.stem}_.md")
        paths[path] = None
    return list(paths)


def file_name(unit: str) -> str:
    """Make a unit's name a file's name: what a file system or a shell would act on becomes _."""
    kept = "".join(
        letter if letter not in '/\\:*?"<>|' and not unicodedata.category(letter).startswith(("C", "Zl", "Zp")) else "_"
        for letter in unit
    )
    return kept.strip(" .")[:60] or "_"


def earlier_letters(folder: Path, current: Sequence[Path]) -> list[Path]:
    """Give the letters in a folder that this run does not write again; other files there are none."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.glob("*.md") if path not in current and _is_letter(path))


def _is_letter(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return stream.readline(80).rstrip("\n") == _HEADING
    except OSError:
        return False


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
