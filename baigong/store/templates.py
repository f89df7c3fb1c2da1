"""The office's own templates of sentences: text files in `templates/` beside the ledger."""

from __future__ import annotations

from pathlib import Path

from baigong.errors import TemplateFaultError
from baigong.store.files import present, read_bytes

FOLDER = "templates"
MOST_BYTES = 64 * 1024


def template_path(base: Path, name: str) -> Path:
    """Give the path of the template `name` of the ledger whose folder is `base`."""
    return base / FOLDER / f"{name}.txt"


def read_template(path: Path) -> str | None:
    """Give the text of a template; None where there is no such file.

    Raises:
        DataError: it is larger than `MOST_BYTES`, or no text in UTF-8.
        OutOfReachError: it cannot be read.
    """
    if not present(path):
        return None
    content = read_bytes(path, MOST_BYTES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TemplateFaultError(path, line, "不是 UTF-8 文字") from None
