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
    VastDocumentError,
    XmlTooLargeError,
)

MAX_UNPACKED = 200 * 1024 * 1024
"""The most bytes that a package may unpack to."""
MAX_XML = 48 * 1024 * 1024
"""The most bytes of XML in all parts together; in memory its tree takes several times as much."""
MAX_ELEMENTS = 800_000
"""The most XML elements in all parts together: each becomes objects, be it of five letters. Plans have thousands."""
_DECLARATION = re.compile(rb"<\?xml\s([^>]*)\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.-]+)""")
_PLAIN = (b"utf-8", b"us-ascii", b"ascii")
# How a "<" begins in the encodings that a reader of XML tells by itself: UTF-16, UTF-32, EBCDIC.
_ODD_STARTS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00\x00<", b"\x00\x00<\x00", b"\x4c\x6f\xa7\x94")
_HEAD = 4096
"""Within so many bytes a declaration of XML must end."""
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


def check_package(data: bytes, most_elements: int = MAX_ELEMENTS) -> set[str]:
    """Give the names of the parts, after making sure that unpacking them is safe.

    A reader that builds no tree of the parts may allow more than the usual `most_elements` of XML.

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
    _refuse_odd_xml(data, most_elements)
    return {part.filename for part in parts}


def is_xml(head: bytes) -> bool:
    """Whether a part begins as XML does, whatever its name: relations may lead to any part."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", *_ODD_STARTS))


def _refuse_odd_xml(data: bytes, most_elements: int) -> None:
    """Refuse XML that is not plain UTF-8 or has a document type: offices write neither, and both hide their size.

    Raises:
        DocumentError: then, or when the XML of all parts together is too much to be built in memory.
    """
    size = elements = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.infolist():
                with package.open(part) as stream:
                    head = stream.read(_HEAD)
                    if not is_xml(head):
                        continue
                    size += part.file_size
                    if size > MAX_XML:
                        break
                    content = head + stream.read()
                if _is_odd(content):
                    raise OddXmlError
                elements += content.count(b"<") - content.count(b"</")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error, RuntimeError) as error:
        raise DamagedDocumentError from error
    if size > MAX_XML:
        raise XmlTooLargeError(MAX_XML)
    if elements > most_elements:
        raise VastDocumentError("单元格、段落和格式")


def _is_odd(content: bytes) -> bool:
    """Whether XML is in another encoding than UTF-8, or declares a type or entities anywhere."""
    if content.startswith(_ODD_STARTS) or b"\x00" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return True
    start = content[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start.startswith(b"<?xml"):
        return False
    declaration = _DECLARATION.match(start)
    encoding = _ENCODING.search(declaration[1]) if declaration else None
    return declaration is None or (encoding is not None and encoding[1].lower() not in _PLAIN)
