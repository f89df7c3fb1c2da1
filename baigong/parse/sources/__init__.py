"""The input formats, one module each; which one reads a file is told by its first bytes, then by its name."""

from __future__ import annotations

import os
import stat
import zipfile
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import cast

from baigong.errors import (
    ArchiveError,
    DamagedDocumentError,
    DocumentIsDeviceError,
    DocumentIsFolderError,
    DocumentMissingError,
    DocumentTooLargeError,
    EmptyDocumentError,
    NoDocumentError,
    NoTextError,
    UnreadableDocumentError,
    UnreadFormatError,
    VastDocumentError,
    WrongEndingError,
)
from baigong.parse.sources.interface import MAX_DOCUMENT_SIZE, Document, Source, bounded
from baigong.parse.sources.package import is_old_office, old_office_error
from baigong.store.memory import apart, bounded_memory

_FORMATS = {"text": "文本", "html": "网页", "word": "Word 文档", "excel": "Excel 表格", "pdf": "PDF"}
"""The members: each is a module here, with its name on screen."""
_LIBRARIES = {"word": "docx", "excel": "openpyxl", "pdf": "pdfplumber"}
"""What reads a member's files, partly in C."""


def read_document(path: Path | None, data: bytes | None) -> Document:
    """Read and decode a document; `data` is what standard input gave when `path` is None.

    Raises:
        DocumentError: when it cannot be read, is too large, is not what its name says, or holds no text.
    """
    raw = _load(path) if data is None else data
    if len(raw) > MAX_DOCUMENT_SIZE:
        raise DocumentTooLargeError(MAX_DOCUMENT_SIZE)
    if not raw.strip():
        raise EmptyDocumentError
    kind = _sniff(raw)
    _agree(path, kind)
    source = _source(kind)
    try:
        document = _read(source, kind, raw)
    except MemoryError:
        raise VastDocumentError from None
    if not document.blocks:
        raise NoTextError
    return document


def _read(source: Source, kind: str, raw: bytes) -> Document:
    """Read within the bound on memory; where a library does it, in a process of its own.

    Raises:
        MemoryError: the bounds of the source itself did not foresee what the document unfolds to.
    """
    if kind not in _LIBRARIES:
        with bounded_memory():
            return bounded(source.read(raw))
    # Loaded here, and not in each fork.
    with suppress(ImportError):
        import_module(_LIBRARIES[kind])
    return apart(lambda: bounded(source.read(raw)))


def _source(name: str) -> Source:
    """Load a format's module only now: a text file must not pay for Word."""
    return cast(Source, import_module(f"baigong.parse.sources.{name}"))


def _sniff(data: bytes) -> str:
    """Tell the format by the bytes: names lie, and standard input has none."""
    from baigong.parse.sources import html

    if is_old_office(data):
        raise old_office_error(data)
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _package(data)
    if data.startswith(b"{\\rtf"):
        raise UnreadFormatError("RTF 文档", "请用 Word 或 WPS 打开，另存为 .docx")
    return "html" if html.looks_like(data) else "text"


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedDocumentError from error
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith("xl/") for name in names):
        return "excel"
    raise ArchiveError


def _agree(path: Path | None, kind: str) -> None:
    """Refuse a file whose name says another format: it was saved by mistake, or is not what it seems.

    Raises:
        DocumentError: then; a name that says nothing, or plain text, agrees with text and pages.
    """
    suffix = path.suffix.lower() if path else ""
    if suffix in (".doc", ".xls", ".wps", ".et") and kind in ("text", "html"):
        raise WrongEndingError(suffix, _FORMATS[kind], _source(kind).suffixes[0], broken=False)
    for name in _FORMATS:
        if name not in ("text", kind) and suffix in _source(name).suffixes:
            raise WrongEndingError(suffix, _FORMATS[kind], _source(kind).suffixes[0], broken=True)


def _load(path: Path | None) -> bytes:
    if path is None:
        raise NoDocumentError
    try:
        # Opening a pipe that nobody writes to must not hang, nor reading a device that never ends.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise DocumentIsDeviceError(path)
            if status.st_size > MAX_DOCUMENT_SIZE:
                raise DocumentTooLargeError(MAX_DOCUMENT_SIZE)
            return stream.read(MAX_DOCUMENT_SIZE + 1)
    except FileNotFoundError:
        raise DocumentMissingError(path) from None
    except IsADirectoryError:
        raise DocumentIsFolderError(path) from None
    except PermissionError:
        raise UnreadableDocumentError(path, forbidden=True) from None
    except (OSError, ValueError):
        raise UnreadableDocumentError(path) from None
