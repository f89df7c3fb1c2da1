"""Word and Excel files are zip packages: whether one is sound, safe to unpack, and what it really is."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from baigong.errors import (
    DamagedDocumentError,
    DocumentError,
    EncryptedDocumentError,
    OddXmlError,
    PackedTooLargeError,
    UnreadFormatError,
    XmlTooLargeError,
)

MAX_UNPACKED = 200 * 1024 * 1024
"""The most bytes that a package may unpack to."""
MAX_XML = 48 * 1024 * 1024
"""The most bytes of XML in all parts together; in memory its tree takes several times as much."""
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.-]+)""")
MAX_PARTS = 5000
"""The most files that a package may hold."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_old_office(data: bytes) -> bool:
    """Whether it is a .doc or .xls of before 2007, or a locked .docx or .xlsx, which look alike."""
    return data.startswith(_OLE)


def old_office_error(data: bytes) -> DocumentError:
    """Say which of the two it is, and how to convert it."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedDocumentError()
    if "Workbook".encode("utf-16-le") in data:
        return UnreadFormatError("旧版 .xls 表格", "请用 Excel 或 WPS 打开，另存为 .xlsx")
    return UnreadFormatError(
        "旧版 .doc 文档",
        "请用 Word 或 WPS 打开，另存为 .docx；或运行 soffice --convert-to docx 文件名.doc",
    )


def check_package(data: bytes) -> set[str]:
    """Give the names of the parts, after making sure that unpacking them is safe.

    Raises:
        DocumentError: for a damaged package or a zip bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedDocumentError from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
        raise PackedTooLargeError(MAX_UNPACKED)
    if any(part.flag_bits & 0x1 for part in parts):
        raise EncryptedDocumentError
    _refuse_odd_xml(data)
    return {part.filename for part in parts}


def _refuse_odd_xml(data: bytes) -> None:
    """Refuse XML that is not plain UTF-8 or has a document type: offices write neither, and both hide their size.

    Raises:
        DocumentError: then, or when the XML of all parts together is too long to be built in memory.
    """
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.infolist():
                with package.open(part) as stream:
                    head = stream.read(4096)
                if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
                    continue
                total += part.file_size
                declared = _ENCODING.search(head[:200])
                odd = declared is not None and declared.group(1).lower() not in (b"utf-8", b"us-ascii", b"ascii")
                if odd or b"\x00" in head or b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise OddXmlError
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error, RuntimeError) as error:
        raise DamagedDocumentError from error
    if total > MAX_XML:
        raise XmlTooLargeError(MAX_XML)
