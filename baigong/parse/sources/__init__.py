"""The input formats, one module each; which one reads a file is told by its first bytes, then by its name."""

from __future__ import annotations

from pathlib import Path

from baigong.errors import DocumentError
from baigong.parse.sources import text
from baigong.parse.sources.interface import MAX_BYTES, Document, bounded


def read_document(path: Path | None, data: bytes | None) -> Document:
    """Read and decode a document; `data` is what standard input gave when `path` is None.

    Raises:
        DocumentError: when it cannot be read, is too large, or holds no text.
    """
    raw = _load(path) if data is None else data
    if len(raw) > MAX_BYTES:
        raise _too_large()
    if not raw.strip():
        raise DocumentError("文档是空的", "请核对给出的文件")
    document = bounded(text.read(raw))
    if not document.blocks:
        raise DocumentError("文档里没有文字", "请核对给出的文件")
    return document


def _load(path: Path | None) -> bytes:
    if path is None:
        raise DocumentError("没有给出文档", "给出文件名，或用 - 从标准输入读取")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large()
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(f"找不到文件 {path}", "请核对文件名") from None
    except IsADirectoryError:
        raise DocumentError(f"{path} 是文件夹，不是文档", "请给出其中的一个文件") from None
    except OSError as error:
        raise DocumentError(f"读不了文件 {path}：{error.strerror or error}", "请核对文件的权限") from None


def _too_large() -> DocumentError:
    return DocumentError(f"文档超过 {MAX_BYTES // 1024 // 1024} MB，不解析", "请只保留方案正文，图片和附件另存")
