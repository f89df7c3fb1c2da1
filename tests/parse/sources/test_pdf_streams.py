"""The packed streams of a PDF, measured before anything is built of them."""

from __future__ import annotations

import zlib

import pytest

from baigong.errors import VastPageError
from baigong.parse.sources import pdf_streams
from baigong.parse.sources.pdf_streams import refuse_bombs


def stream(content: bytes) -> bytes:
    return b"<< /Length 1 >>\nstream\n" + content + b"\nendstream\n"


PAGE = b"BT (abc) Tj ET"


def test_a_page_is_let_through_packed_or_not() -> None:
    refuse_bombs(stream(PAGE) + stream(zlib.compress(PAGE)) + stream(zlib.compress(zlib.compress(PAGE))))
    refuse_bombs(stream(b"\x78\x9cbroken"))


def test_what_unpacks_to_more_than_a_stream_or_all_of_them_may_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = stream(zlib.compress(b"0" * 1000))
    monkeypatch.setattr(pdf_streams, "MAX_STREAM", 1000)
    refuse_bombs(data)
    monkeypatch.setattr(pdf_streams, "MAX_STREAMS", 1500)
    with pytest.raises(VastPageError):
        refuse_bombs(data * 2)
    monkeypatch.setattr(pdf_streams, "MAX_STREAM", 999)
    with pytest.raises(VastPageError):
        refuse_bombs(data)


def test_what_is_packed_over_and_over_is_refused() -> None:
    content = PAGE
    for _ in range(5):
        content = zlib.compress(content)
    with pytest.raises(VastPageError):
        refuse_bombs(stream(content))


def test_more_letters_than_a_page_prints_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_streams, "MAX_LETTERS", 10)
    refuse_bombs(stream(b"BT (" + b"a" * 38 + b") Tj ET"))
    with pytest.raises(VastPageError):
        refuse_bombs(stream(b"BT (" + b"a" * 39 + b") Tj ET"))


def test_more_strokes_than_a_drawing_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_streams, "MAX_STROKES", 10)
    refuse_bombs(stream(b"1 1 l " * 10))
    with pytest.raises(VastPageError):
        refuse_bombs(stream(b"1 1 l " * 11))
