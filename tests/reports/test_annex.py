"""The annex numbers the evidence of the records in force."""

from __future__ import annotations

from baigong.ledger.ledger import Ledger
from baigong.model.events import Evidence
from baigong.reports.annex import annex_rows
from tests.support.builders import plan, retracted, said, section, task

PHOTO = Evidence(file="佐证/ab/照片.jpg", size=5, sha256="a" * 64)


def test_evidence_is_numbered_with_its_record_and_without_what_was_retracted() -> None:
    gone = said("1.1", "doing", 5, evidence=("作废件",))
    events = (said("1.1", "done", evidence=(PHOTO, "青扶〔2019〕5号"), unit="省甲厅"), gone, retracted(gone))
    ledger = Ledger(plan(section(task("1.1"), task("1.2", "建成冷库。"))), events)
    rows = annex_rows(ledger, ["1.1", "1.2"], first=4, plan="百日攻坚")
    assert [(row.number, row.id, row.evidence, row.unit, row.plan) for row in rows] == [
        (4, "1.1", "照片.jpg", "省甲厅", "百日攻坚"),
        (5, "1.1", "青扶〔2019〕5号", "省甲厅", "百日攻坚"),
    ]
    assert rows[0].item == PHOTO and rows[1].item is None
    assert annex_rows(ledger, ["1.2"]) == []
