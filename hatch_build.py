"""Compiles the package when it is installed for editing, as pip does with one that it copies.

Without that every start compiles a hundred modules anew where Python may not keep what it compiled
(PYTHONDONTWRITEBYTECODE), which takes longer than most commands.
"""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import (  # type: ignore[import-not-found]  # only there while building
    BuildHookInterface,
)


class CompiledPackage(BuildHookInterface):  # type: ignore[misc]  # see the import
    """Compiles the modules beside their sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's names
        """Compile when the build is an editable one; a failure costs time alone."""
        if version == "editable":
            compileall.compile_dir(Path(self.root) / "baigong", quiet=2)
