from __future__ import annotations

import pytest

from baigong.model.events import Event
from baigong.model.plan import Plan
from baigong.pages.blocks import Page, Paragraph
from baigong.pages.brief import LONGEST, brief_letters, brief_page
from baigong.render.console import drawn, make_console
from baigong.reports.period import week_period
from baigong.reports.reminders import reminders
from baigong.reports.weekly import weekly
from tests.support.builders import day, ledger, plan, said, section, step, task


def text(page: Page) -> str:
    assert all(isinstance(block, Paragraph) for block in page.blocks), "a message has no table"
    return "\n".join(block.text for block in page.blocks if isinstance(block, Paragraph))


def message(of: Plan, *events: Event, on: str = "02-12") -> str:
    return text(brief_page(weekly(ledger(of, *events), week_period(of.head.start, day(on), None))))


def test_it_names_what_is_late_with_its_unit_and_what_is_done() -> None:
    of = plan(
        section(task("1.1", "完成甲项目。", due="02-02"), task("1.2", due="02-17"), task("1.3"), units=("省甲厅",))
    )
    found = message(of, said("1.3", "done", on="02-11"))
    assert "共 3 项，办结 1 项（33.3%）" in found
    assert "本周办结 1 项：1.3" in found
    assert "逾期 1 项（任务 1 项）：\n· 1.1 完成甲项目。，省甲厅，10 天" in found
    assert "本周、下周到期 1 项：1.2（省甲厅，2月17日）" in found
    assert len(found.splitlines()) <= 12


def test_late_steps_and_checkpoints_are_counted_apart_from_late_tasks() -> None:
    of = plan(task("1.1", due="02-02"), task("1.2", steps=(step("1.2.1", due="02-05"),)), task("1.3", every="month"))
    assert "逾期 3 项（任务 1 项，举措、节点 2 项）：\n" in message(of)


def test_where_nothing_is_late_or_due_it_says_nothing_of_that() -> None:
    found = message(plan(task("1.1")), said("1.1", percent=50, on="02-12"))
    assert "逾期" not in found and "到期" not in found
    assert "本周没有办结" in found


@pytest.mark.parametrize("tasks", [1, 400])
@pytest.mark.parametrize("long", [1, 5000])
def test_it_is_never_longer_than_a_messenger_takes(tasks: int, long: int) -> None:
    rows = [task(f"1.{at}", "整" * long, due="02-02") for at in range(1, tasks + 1)]
    of = plan(section(*rows, units=("省" + "厅" * long,)), title="案" * long)
    found = message(of, said("1.1", percent=10, on="02-11", note="注" * 5000))
    assert len(found) <= LONGEST
    assert len(found.splitlines()) <= 12
    assert f"逾期 {tasks} 项" in found
    assert ("另有" in found) == (tasks > 1)
    for letter in reminders(ledger(of), day("02-12")):
        assert len(text(brief_letters([letter]))) <= LONGEST


def test_a_letter_counts_what_it_does_not_name() -> None:
    of = plan(section(*(task(f"1.{at}", due="02-02") for at in range(1, 10)), units=("省甲厅",)))
    found = text(brief_letters(reminders(ledger(of), day("02-12"))))
    assert found.startswith("省甲厅：\n")
    assert "你单位有 9 项需要督办（红色督办 9）" in found
    assert found.count("·【红】") == 4
    assert "……另有 5 项" in found


def test_a_letter_says_where_the_working_days_of_its_answer_are_a_guess() -> None:
    of = plan(task("1.1", due="2027-02-02"), start="2027-01-01", due="2027-03-31")
    found = text(brief_letters(reminders(ledger(of), day("2027-02-12"))))
    assert "书面报督查室（2027年的放假安排尚未收录，工作日按周一至周五计）。" in found
    assert "放假安排" not in text(brief_letters(reminders(ledger(plan(task("1.1", due="02-02"))), day("02-12"))))


def test_letters_of_several_units_are_apart() -> None:
    of = plan(task("1.1", due="02-02"))
    assert text(brief_letters(reminders(ledger(of), day("02-12")))).count("\n\n省乙委：") == 1


def test_its_lines_are_not_folded_and_hold_no_escape_codes() -> None:
    of = plan(section(task("1.1", "一" * 10 + "\x1b[31m[red]" + "二" * 90, due="02-02"), units=("省甲厅",)))
    lines = drawn(
        brief_page(weekly(ledger(of), week_period(of.head.start, day("02-12"), None))), make_console()
    ).splitlines()
    assert any("[red" not in line and "‹U+001B›" in line for line in lines)
    of = plan(task("1.1", steps=(step("1.1.1"),)), title="关于" * 60)
    drawn_lines = drawn(brief_page(weekly(ledger(of), week_period(of.head.start, day("02-12"), None))), make_console())
    assert drawn_lines.splitlines() == message(of).splitlines()
