"""The field of a row that names its plan among several; with a single plan it is empty, and JSON leaves it out."""

from __future__ import annotations

from dataclasses import Field
from typing import Any

SPARE = {"spare": True}
"""The mark of a field that JSON leaves out when it is empty."""


def is_left_out(declared: Field[Any], value: object) -> bool:
    """Whether JSON leaves a field out."""
    return bool(declared.metadata.get("spare")) and not value
