"""Letters: who gets one, in which colour, with which days; and that each reads as a letter."""

from __future__ import annotations

from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.pages.letter import letter_page
from baigong.pages.reminders import letters_listing
from baigong.pages.task import task_page
from baigong.render.markdown import to_markdown
from baigong.reports.reminders import Reminder, Sender, letter_rows, reminders
from tests.support.builders import assigned, day, ledger, plan, said, section, step, task

PLAN = plan(section(task("1.1"), task("1.2", due="02-10"), units=("省甲厅", "省乙委")), number="甲政办〔2019〕7号")


def letters(*events: Event, on: str = "01-20", of: Plan = PLAN) -> dict[str, Reminder]:
    return {letter.unit: letter for letter in reminders(ledger(of, *events), day(on))}


def levels(*events: Event, on: str, unit: str = "省甲厅", of: Plan = PLAN) -> dict[str, str]:
    letter = letters(*events, on=on, of=of).get(unit)
    return {item.id: item.level for item in letter.items} if letter else {}


def test_colours_follow_the_schedule() -> None:
    only = plan(section(task("1.1"), units=("省甲厅",)))
    assert levels(on="01-08", of=only) == {}, "8 of 90 days: not yet 10 points"
    assert levels(on="01-09", of=only) == {"1.1": "yellow"}, "10 points"
    assert levels(on="01-27", of=only) == {"1.1": "yellow"}, "30 points are still yellow"
    assert levels(on="01-28", of=only) == {"1.1": "red"}
    assert levels(said("1.1", percent=95, on="01-02"), on="03-24", of=only) == {"1.1": "blue"}, "7 days left"
    assert levels(said("1.1", percent=95, on="01-02"), on="03-23", of=only) == {}
    assert levels(said("1.1", percent=95, on="01-02"), on="04-01", of=only) == {"1.1": "red"}


def test_the_worst_come_first_and_the_longest_late_before_others() -> None:
    letter = letters(on="02-12")["省甲厅"]
    assert [(item.id, item.overdue_days) for item in letter.items] == [("1.2", 2), ("1.1", 0)]
    assert letter.items[0].why == "逾期 2 天，落后序时进度 100 个百分点"
    assert letter.items[0].days_left == -2


def test_a_unit_is_held_to_its_own_share() -> None:
    found = letters(said("1.2", "done", unit="省甲厅", on="02-01"), on="02-12")
    assert [item.id for item in found["省甲厅"].items] == ["1.1"]
    assert [item.id for item in found["省乙委"].items] == ["1.2", "1.1"]
    own = letters(said("1.2", percent=80, unit="省乙委", on="02-05"), on="02-12")["省乙委"].items[0]
    assert (own.percent, own.last, own.office) == (40, day("02-05"), None), "the task's percent, of two who answer"


def test_once_there_is_a_lead_the_letter_goes_to_it() -> None:
    events = [assigned(id, lead=("省乙委",), on="01-05") for id in ("1.1", "1.2")]
    assert list(letters(*events, on="02-12")) == ["省乙委"]


def test_only_units_that_have_something_get_one() -> None:
    done = [said(id, "done", on="01-10") for id in ("1.1", "1.2")]
    assert letters(*done, on="02-12") == {}
    assert "没有需要督办的单位" in letters_listing([], day("02-12")).empty


def test_a_late_step_and_a_missed_checkpoint_are_named() -> None:
    of = plan(section(task("1.1", steps=[step("1.1.1", due="01-05"), step("1.1.2", every="month")]), units=("省甲厅",)))
    why = letters(on="01-07", of=of)["省甲厅"].items[0].why
    assert why == "举措 1.1.1 逾期 2 天"
    later = letters(said("1.1.1", "done", on="01-05"), on="02-03", of=of)["省甲厅"].items[0].why
    assert later == "举措 1.1.2 节点未报 3 天"


def test_the_answer_is_due_three_working_days_later_the_festival_not_counted() -> None:
    # 2 and 3 February 2019 were worked, 4 to 10 were the Spring Festival.
    assert letters(on="02-02")["省甲厅"].answer_by == day("02-12")


def test_it_reads_as_a_letter() -> None:
    letter = letters(on="02-12")["省甲厅"]
    text = to_markdown(letter_page(letter, Sender("甲省督查室")))
    assert text.startswith("# 督查督办单\n\n〔　　　　〕　　号\n\n省甲厅：\n")
    assert "《关于开展台账核对行动的方案》（甲政办〔2019〕7号）" in text
    assert "截至2019年2月12日" in text
    assert "请张三同志亲自调度" in text, "the directory knows who is in charge"
    assert "于2019年2月15日前书面报督查室" in text
    assert "## 一、红色督办：已逾期或严重滞后（2 项）" in text
    assert letter_rows([letter])[0].red == 2


def test_a_letter_and_the_page_of_the_task_count_the_same_working_days() -> None:
    only = plan(section(task("1.1", due="03-29"), units=("省甲厅",)))
    events = [said("1.1", percent=95, on="01-02")]
    (item,) = letters(*events, on="03-24", of=only)["省甲厅"].items
    assert (item.working_days_left, item.why) == (5, "还有 5 天（5 个工作日）")
    known = ledger(only, *events)
    page = to_markdown(task_page(known.task("1.1", day("03-24")), known.directory, []))
    assert "还有 5 天（5 个工作日）" in page.replace("\\", "")
