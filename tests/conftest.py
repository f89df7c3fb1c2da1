"""What all tests share: the same examples on every run, and no setting of the user's that would change an answer."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("baigong", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("baigong")

_SETTINGS = ("BAIGONG_FILE", "BAIGONG_TODAY", "BAIGONG_BY", "BAIGONG_LOCK_WAIT", "BAIGONG_DEBUG", "COLUMNS", "NO_COLOR")


@pytest.fixture(autouse=True)
def no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
    # The derived index, which BAIGONG_CACHE=off leaves out of all tests, lies beside their files.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
