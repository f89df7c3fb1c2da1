"""Words as a ledger keeps them."""

from __future__ import annotations

import pytest

from baigong.parse.wording import clean


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("２０１９年ＡＢ７％", "2019年AB7%"),
        ("推进 “互联网＋\u3000医疗”", "推进“互联网＋医疗”"),
        ("加\u200b强\u00ad监管\ufeff", "加强监管"),
        ("推广 Smart City 建设", "推广Smart City建设"),
        ("甲，乙；丙：丁。", "甲，乙；丙：丁。"),
        ("危险\x1b[31m字\x07", "危险[31m字"),
    ],
)
def test_cleaning(written: str, kept: str) -> None:
    assert clean(written) == kept
