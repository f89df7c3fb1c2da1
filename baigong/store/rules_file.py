"""A file of rules of 考核, read with every error at its line."""

from __future__ import annotations

from pathlib import Path

from baigong.errors import DataError, FileMissingError, RulesMissingError
from baigong.model.rules import Rules
from baigong.store.files import read_bytes
from baigong.store.validation import gravest, validate
from baigong.store.yaml_text import load_yaml


def read_rules(path: Path) -> Rules:
    """Read the rules.

    Raises:
        DataError: the first fault of the file, as `file:line: where: what`, with how to mend it.
        RequestError: it is not there, or cannot be read.
    """
    try:
        content = read_bytes(path)
    except FileMissingError:
        raise RulesMissingError(path) from None
    faults: list[DataError] = []
    rules = validate(Rules, path, load_yaml(path, content), faults)
    if rules is None:
        raise gravest(faults)
    return rules
