"""What a plan parsed again changes, as rows."""

from __future__ import annotations

from baigong.changes.revision import replace_plan
from baigong.model.plan import Plan
from baigong.pages.blocks import Listing
from baigong.pages.revision import replacing_page
from baigong.reports.revision import RevisionRow, orphan_rows, revision_rows
from tests.support.builders import plan, said, task


def one(*texts: str) -> Plan:
    return plan(*(task(f"1.{at}", text=text) for at, text in enumerate(texts, 1)))


OLD = one("完成城市供水管网改造。", "建设幼儿园两所。")


def test_an_added_and_a_removed_task_are_rows_with_their_words() -> None:
    new = one("完成城市供水管网改造。", "整治违法占用耕地行为。")
    rows = {row.kind: row for row in revision_rows(replace_plan(OLD, new, ()))}
    assert rows["removed"] == RevisionRow("removed", "1.2", "建设幼儿园两所。")
    assert rows["added"].text == "整治违法占用耕地行为。"


def test_what_changed_is_named_by_its_field_with_before_and_after() -> None:
    new = one("完成城市供水管网改造。", "建设幼儿园三所。")
    replacement = replace_plan(OLD, new, ())
    (row,) = [row for row in revision_rows(replacement) if row.field == "text"]
    assert (row.kind, row.before, row.after) == ("changed", "建设幼儿园两所。", "建设幼儿园三所。")
    listing = next(block for block in replacing_page(replacement).blocks if isinstance(block, Listing))
    assert "改文字" in [listing.columns[0].say(each) for each in listing.rows]


def test_a_record_whose_task_is_gone_is_listed() -> None:
    event = said("1.2", percent=40)
    (row,) = orphan_rows(replace_plan(OLD, one("完成城市供水管网改造。"), (event,)))
    assert (row.id, row.on) == (event.id, event.on) and "40%" in row.words
