"""Whether a file still has the content that was read before."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.store import fingerprint
from baigong.store.fingerprint import Fingerprint, unchanged


def test_a_file_that_grew_begins_as_it_was_and_one_that_changed_does_not(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    file.write_bytes(b"one\n")
    known = Fingerprint.of(b"one\n")
    same = unchanged(file, known)
    assert same and same.same(known) and same.dates[2] == 4
    file.write_bytes(b"one\ntwo\n")
    grown = unchanged(file, known)
    assert grown and grown.dates[2] == 8 and grown.size == 4
    for content in (b"two\n", b"one"):
        file.write_bytes(content)
        assert unchanged(file, known) is None


def test_what_grew_is_hashed_from_its_last_block_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "BLOCK", 4)
    known = Fingerprint.of(b"aaaabb")
    assert (known.before(), len(known.blocks)) == (4, 2)
    assert known.grown(b"bbbbc") == Fingerprint.of(b"aaaabbbbc")
    assert known.grown(b"xxbbc") is None
    assert Fingerprint.of(b"aaaa").grown(b"b") == Fingerprint.of(b"aaaab")
