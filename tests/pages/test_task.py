"""The page of one task: everything that is said of it, and only what there is."""

from __future__ import annotations

import io

from rich.console import Console

from baigong.model.events import Event
from baigong.model.plan import Target
from baigong.pages.task import task_page
from baigong.render.console import print_page
from baigong.reports.history import HistoryFilter, history_rows
from baigong.reports.shares import share_rows
from tests.support.builders import (
    GROUP,
    MEMBERS,
    assigned,
    closed,
    day,
    deferred,
    ledger,
    plan,
    rejected,
    said,
    section,
    step,
    task,
)

TASK = task(
    "1.1",
    steps=[step("1.1.1", due="02-10", basis="“两节”期间"), step("1.1.2", every="month"), step("1.1.3", basis="采暖季")],
    targets=(Target(text="新增泊位2000个", value=2000, unit="个", bound="at_least"),),
    documents=("《台账管理办法》",),
)
PLAN = plan(section(TASK, units=("省甲厅", GROUP), open_ended=True), basis="第一季度")


def page(*events: Event, on: str = "02-01", width: int = 80) -> str:
    known = ledger(PLAN, *events)
    out = io.StringIO()
    history = history_rows(known, HistoryFilter(ids=("1.1",)))
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False)
    print_page(task_page(known.task("1.1", day(on)), known.directory, history), console)
    return out.getvalue()


def test_it_says_who_when_and_on_what_grounds() -> None:
    text = page()
    assert "省甲厅、各县区政府等" in text
    assert "2019-01-01 至 2019-03-31（依据：第一季度）" in text
    assert "应出文件  《台账管理办法》" in text
    assert "依据：采暖季" in text
    assert "2019-01-31 未报" in text
    assert "2019-02-28 待报" in page(width=200)
    assert "…" not in text, "this page shows everything whole"
    assert "没有记录" in text


def test_deferrals_show_the_original_the_count_and_each_reason() -> None:
    events = (deferred("1.1", "04-15", reason="等待批复"), deferred("1.1", "05-15", reason="再等批复"))
    text = page(*events, width=200)
    assert "原为 2019-03-31，已延期 2 次" in text
    assert "等待批复" in text
    assert "再等批复" in text
    assert "原为 2019-02-10" in page(deferred("1.1.1", "02-20", reason="分批投放"), width=200)


def test_an_assignment_leaves_the_words_of_the_document() -> None:
    text = page(assigned("1.1", lead=("省丙局",)))
    assert "牵头单位  省丙局" in text
    assert "方案原列  责任 省甲厅、各县区政府" in text
    assert "方案原列" not in page()


def test_targets_stand_against_what_was_reached() -> None:
    assert "未报" in page()
    text = page(said("1.1", percent=50, actual={"新增泊位2000个": 1500}))
    assert "1500个" in text
    assert "75%" in text


def test_shares_have_a_row_for_each_unit_and_a_group_for_its_members() -> None:
    assert "各单位份额" not in page()
    events = (
        said("1.1", "done", unit=GROUP, on="01-15"),
        said("1.1", percent=40, unit="省甲厅", note="到位", by="省甲厅"),
    )
    text = page(*events)
    assert "各县区政府" in text
    assert "3 家合计" in text
    assert all(f"└ {member}" in text for member in MEMBERS)
    known = ledger(PLAN, *events)
    rows = {row.unit: row for row in share_rows(known.task("1.1", day("02-01")), known.directory)}
    assert (rows["省甲厅"].percent, rows["省甲厅"].last, rows["省甲厅"].by) == (40, day("01-10"), "省甲厅")
    assert rows["东县政府"].group == GROUP


def test_a_unit_that_reported_without_a_word_on_the_whole_is_not_said_to_have_reported_nothing() -> None:
    text = page(said("1.1", note="已调度", unit="省甲厅", by="省甲厅"))
    assert "未报进度" in text
    assert "未报进度" not in page(said("1.1", percent=30, unit="省甲厅", by="省甲厅"))


def test_a_close_names_who_verified_and_a_rejection_says_why() -> None:
    done = said("1.1", "done", on="01-10")
    assert "核验      2019-01-11 王处长" in page(done, closed("1.1", on="01-11", verifier="王处长"))
    assert "退回      2019-01-12 附件不全" in page(done, rejected("1.1", on="01-12"))
    assert "已完成（2019-04-02，晚于时限）" in page(said("1.1", "done", on="04-02"), on="04-03")
