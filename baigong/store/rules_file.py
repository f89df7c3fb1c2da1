"""A file of rules of 考核, read with every error at its line."""

from __future__ import annotations

from pathlib import Path

from baigong.errors import DataError
from baigong.model.rules import Rules
from baigong.store.files import read_bytes
from baigong.store.validation import validate
from baigong.store.yaml_text import load_yaml


def read_rules(path: Path) -> Rules:
    """Read the rules.

    Raises:
        DataError: the first fault of the file, as `file:line: where: what`, with how to mend it.
        RequestError: it is not there, or cannot be read.
    """
    faults: list[DataError] = []
    rules = validate(Rules, path, load_yaml(path, read_bytes(path)), faults)
    if rules is None:
        raise faults[0]
    return rules
