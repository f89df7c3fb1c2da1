"""Word and Excel files are zip packages: which are sound, and safe to unpack."""

from __future__ import annotations

import io
import zipfile

import pytest

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
from baigong.parse.sources import package
from baigong.parse.sources.package import check_package, is_old_office, is_xml, old_office_error

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_the_parts_of_a_sound_package_are_named() -> None:
    data = packed(document=b"<?xml version='1.0' encoding='UTF-8'?><a/>", picture=b"\x89PNG")
    assert check_package(data) == {"document", "picture"}


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE a><a/>",
        b"<a><!ENTITY b></a>",
        "<a/>".encode("utf-16"),
        b"<?xml version='1.0' encoding='gbk'?><a/>",
        b"<a>\x00</a>",
    ],
)
def test_xml_that_no_office_writes_is_refused(content: bytes) -> None:
    with pytest.raises(OddXmlError):
        check_package(packed(document=content))


@pytest.mark.parametrize(
    ("bound", "error"),
    [("MAX_UNPACKED", PackedTooLargeError), ("MAX_PARTS", PackedTooLargeError), ("MAX_XML", XmlTooLargeError)],
)
def test_more_than_a_bound_is_refused(monkeypatch: pytest.MonkeyPatch, bound: str, error: type[DocumentError]) -> None:
    data = packed(document=b"<a/>", other=b"<b/>")
    check_package(data)
    monkeypatch.setattr(package, bound, 1)
    with pytest.raises(error):
        check_package(data)


def test_elements_are_counted_in_all_parts_together() -> None:
    data = packed(document=b"<a><b/></a>", other=b"<c/>")
    assert check_package(data, 3)
    with pytest.raises(VastDocumentError):
        check_package(data, 2)


def test_what_is_no_package_is_damaged() -> None:
    for data in (b"", b"PK\x03\x04", packed(document=b"<a/>")[:-8]):
        with pytest.raises(DamagedDocumentError):
            check_package(data)


def test_old_formats_are_told_apart_by_what_they_hold() -> None:
    assert is_old_office(OLD) and not is_old_office(b"PK")
    assert isinstance(old_office_error(OLD + "EncryptedPackage".encode("utf-16-le")), EncryptedDocumentError)
    table, text = old_office_error(OLD + "Workbook".encode("utf-16-le")), old_office_error(OLD)
    assert isinstance(table, UnreadFormatError) and ".xls" in table.message
    assert isinstance(text, UnreadFormatError) and ".doc" in text.message


@pytest.mark.parametrize(("head", "xml"), [(b"\xef\xbb\xbf \n<a", True), (b"\xff\xfe<\x00", True), (b"\x89PNG", False)])
def test_a_part_is_xml_by_how_it_begins(head: bytes, xml: bool) -> None:
    assert is_xml(head) is xml
