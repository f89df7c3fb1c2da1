"""What every input format gives is bounded."""

from __future__ import annotations

import pytest

from baigong.errors import DocumentTooLongError
from baigong.parse.sources import interface
from baigong.parse.sources.interface import Document, SourceParagraph, SourceTable, bounded


def test_paragraphs_and_cells_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interface, "MAX_CHARACTERS", 6)
    table = SourceTable((2,), (("甲乙", "丙"),))
    fits = Document((SourceParagraph(1, "一二三"), table))
    assert bounded(fits) is fits
    with pytest.raises(DocumentTooLongError):
        bounded(Document((SourceParagraph(1, "一二三四"), table)))
