"""The kinds of writing that real plans brought: each has at least three examples, and what must not be taken for it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

KINDS = {
    "test_names": "a level or a last word left off",
    "test_sentences": "sentences that say who does it",
    "test_duties": "duties by unit",
    "test_notes": "notes on who leads, and on what all units owe",
    "test_outside_chapters": "work outside the chapters of clauses",
    "test_periods": "periods",
    "test_deadlines": "deadlines in running text",
    "test_amounts": "ceilings and numbers",
    "test_labels": "labels within a task",
    "test_files": "files of Word, Excel and the web",
    "test_one_line": "one unbroken line",
    "test_other_genres": "documents that are no plan",
}
"""A line a kind; PDF files are drawn in `sources/test_pdf.py`."""


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_a_kind_has_three_examples_and_its_opposite(name: str, kind: str) -> None:
    module = import_module(f"tests.parse.kinds.{name}")
    assert kind == module.KIND
    assert len(module.EXAMPLES) >= 3
    assert module.OPPOSITES


def test_no_kind_is_left_out_of_the_list() -> None:
    modules = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    assert modules - {"test_inventory"} == set(KINDS)
