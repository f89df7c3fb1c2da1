"""The annex: every piece of evidence that records in force name, numbered."""

from __future__ import annotations

from baigong.model.events import Evidence
from baigong.reports.annex import annex_rows
from tests.support.builders import ledger, plan, retracted, said, task

FILE = Evidence(file="佐证/照片.jpg", size=3, sha256="0" * 64)
PLAN = plan(task("1.1", "核对台账。"), task("1.2"))


def test_files_and_references_are_numbered_in_the_order_of_their_records() -> None:
    known = ledger(PLAN, said("1.1", unit="省甲厅", evidence=(FILE, "青扶〔2019〕5号")), said("1.2", evidence=("甲",)))
    rows = annex_rows(known, ["1.1"], first=4)
    assert [(row.number, row.evidence, row.item, row.unit, row.text) for row in rows] == [
        (4, "照片.jpg", FILE, "省甲厅", "核对台账。"),
        (5, "青扶〔2019〕5号", None, "省甲厅", "核对台账。"),
    ]
    assert [row.id for row in annex_rows(known, ["1.1", "1.2"])] == ["1.1", "1.1", "1.2"]


def test_what_was_taken_back_proves_nothing() -> None:
    event = said("1.1", evidence=("甲",))
    assert annex_rows(ledger(PLAN, event, retracted(event)), ["1.1"]) == []
