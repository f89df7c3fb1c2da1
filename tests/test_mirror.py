"""Every module that holds a rule has a test of its own name where the package has the module."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "baigong"

FOLDERS = ("calendar", "changes", "duties", "ledger", "model", "parse", "render", "reports", "store", "workbook")
"""The folders whose modules hold rules. Pages are columns and words, seen on the pages of `tests/pages`; errors are the
words of `tests/test_errors.py`; commands hold no rule and are played by transcripts."""

ELSEWHERE = {
    "changes/simulated_words.py": "words only, read by test_simulation",
    "parse/dates/timing.py": "fields only",
    "parse/responsibility/segments.py": "fields only",
    "render/docx_styles.py": "fonts and margins, read back from whole files by test_docx",
    "render/interface.py": "fields only",
    "reports/grants.py": "fields only",
    "store/index_excerpt.py": "compared with the whole ledger by test_index",
    "store/interface.py": "what every store does, asked of each by test_behaviour",
    "workbook/cells.py": "the looks of a sheet, read back from whole files by test_writer",
    "workbook/help_sheet.py": "words only",
    "workbook/layout.py": "titles only, written by test_writer and read by test_reader",
}
"""Modules without a test of their name, each with the reason."""

MODULES = [
    path.relative_to(PACKAGE)
    for folder in FOLDERS
    for path in sorted((PACKAGE / folder).rglob("*.py"))
    if path.name != "__init__.py"
]


def own_test(module: Path) -> Path:
    return TESTS / module.parent / f"test_{module.name}"


def test_a_test_stands_beside_every_module_that_holds_a_rule() -> None:
    without = {module.as_posix() for module in MODULES if not own_test(module).exists()}
    assert without == set(ELSEWHERE)


def test_no_reason_outlives_its_module() -> None:
    assert set(ELSEWHERE) <= {module.as_posix() for module in MODULES}
