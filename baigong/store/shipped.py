"""The ledger that is shipped: in the package where it was installed, in `data/` of a clone."""

from __future__ import annotations

from pathlib import Path

import baigong

NAMES = ("tasks.yaml", "units.yaml", "plan.txt")


def shipped(name: str) -> Path:
    """Give the path of a shipped file."""
    package = Path(baigong.__file__).parent
    installed = package / "shipped" / name
    return installed if installed.exists() else package.parent / "data" / name
