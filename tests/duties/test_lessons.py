"""What settled tasks teach about the others."""

from __future__ import annotations

from baigong.duties.lessons import Lessons, SettledTask, Shift

EVEN = {"甲局": 0.0, "乙局": 0.0}
OPEN = SettledTask("9", (), {})


def habits(*tasks: SettledTask, of: SettledTask = OPEN) -> dict[str, Shift]:
    return Lessons(tasks).shifts(of, ["甲局", "乙局"])


def test_a_lead_against_even_odds_teaches_for_it_and_against_its_rival() -> None:
    shifts = habits(SettledTask("1", ("甲局",), EVEN))
    assert shifts["甲局"].habit > 0 > shifts["乙局"].habit
    assert (shifts["甲局"].listed, shifts["甲局"].led, shifts["乙局"].led) == (1, 1, 0)


def test_a_lead_that_duties_foretell_teaches_next_to_nothing() -> None:
    foretold = habits(SettledTask("1", ("甲局",), {"甲局": 4.0, "乙局": 0.0}))
    assert foretold.get("甲局", Shift()).habit < habits(SettledTask("1", ("甲局",), EVEN))["甲局"].habit / 10


def test_more_tasks_teach_more_but_each_one_less() -> None:
    one = habits(SettledTask("1", ("甲局",), EVEN))["甲局"].habit
    four = habits(*(SettledTask(f"{number}", ("甲局",), EVEN) for number in range(4)))["甲局"].habit
    assert one < four < 4 * one


def test_a_lesson_reaches_further_within_its_section_and_under_its_heading() -> None:
    task = SettledTask("1", ("甲局",), EVEN, section="一", heading="抓治理")
    near = habits(task, of=SettledTask("9", (), {}, section="一", heading="抓治理"))["甲局"].habit
    section = habits(task, of=SettledTask("9", (), {}, section="一"))["甲局"].habit
    far = habits(task, of=SettledTask("9", (), {}, section="二"))["甲局"].habit
    assert near > section > far > 0


def test_like_words_teach_by_how_like_they_are() -> None:
    tasks = (SettledTask("1", ("甲局",), EVEN), SettledTask("2", ("乙局",), EVEN))
    shift = Lessons(tasks).shifts(SettledTask("9", (), {}, near=((0, 0.8), (1, 0.2))), ["甲局", "乙局"])
    assert shift["甲局"].words > 0 > shift["乙局"].words
    assert (shift["甲局"].like, shift["乙局"].like) == ((0,), (1,))


def test_a_lead_without_rivals_teaches_by_its_words_only() -> None:
    alone = SettledTask("1", ("甲局",), {})
    assert habits(alone) == {}
    assert Lessons([alone]).shifts(SettledTask("9", (), {}, near=((0, 0.5),)), ["甲局"])["甲局"].words > 0


def test_no_task_teaches_about_itself() -> None:
    task = SettledTask("1", ("甲局",), EVEN)
    assert habits(task, of=task) == {}
    other = SettledTask("2", ("乙局",), EVEN)
    assert habits(task, other, of=task)["乙局"].habit > 0
    assert habits(task, other, of=task)["乙局"].listed == 1


def _first(lessons: Lessons, unit: str) -> float:
    return lessons.shifts(SettledTask("9", (), {}, first=unit), [unit])[unit].first


def test_where_the_first_listed_leads_another_first_listed_gains() -> None:
    three = {"甲局": 0.0, "乙局": 0.0, "丙局": 0.0}
    settled = [SettledTask(f"{number}", (unit,), three, first=unit) for number, unit in enumerate(three)]
    lessons = Lessons(settled)
    assert _first(lessons, "丁局") > 0.5
    assert (lessons.ordered, lessons.led_by_first) == (3, 3)
    # Its own lesson is none for itself.
    assert 0 < lessons.shifts(settled[0], list(three))["甲局"].first < 0.9 * _first(lessons, "丁局")
    assert "丁局" not in lessons.shifts(OPEN, ["丁局"])


def test_where_the_last_listed_leads_the_order_says_nothing() -> None:
    settled = [SettledTask(f"{number}", ("甲局",), EVEN, first="乙局") for number in range(4)]
    assert habits(*settled, of=SettledTask("9", (), {}, first="乙局"))["乙局"].first == 0


def test_a_plan_beside_teaches_less_than_the_plan_itself() -> None:
    own, beside = SettledTask("1", ("甲局",), EVEN), SettledTask("去年/1", ("甲局",), EVEN, beside=True)
    assert habits(own)["甲局"].habit > 2 * habits(beside)["甲局"].habit > 0
