"""A bound on the memory that reading a file of somebody else's may take."""

from __future__ import annotations

import resource

import pytest

from baigong.store import memory
from baigong.store.memory import bounded_memory, ran_out


def test_more_than_the_bound_fails_within_the_block_and_not_after_it() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(MemoryError), bounded_memory(16 * 1024 * 1024):
        bytearray(256 * 1024 * 1024)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    with bounded_memory():
        assert len(bytearray(1024)) == 1024


def test_where_the_system_does_not_tell_there_is_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_data_bytes", lambda: None)
    with bounded_memory(0):
        assert len(bytearray(64 * 1024 * 1024)) == 64 * 1024 * 1024


def test_a_lack_of_memory_is_known_in_whatever_a_library_wraps_it() -> None:
    def wrapped(cause: Exception) -> Exception:
        try:
            try:
                raise cause
            except Exception as error:
                raise ValueError("unsound") from error
        except ValueError as error:
            return error

    assert ran_out(MemoryError()) and ran_out(wrapped(MemoryError())) and not ran_out(wrapped(KeyError()))
