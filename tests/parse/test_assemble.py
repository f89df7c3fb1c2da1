"""From sections and works to the plan: ids, dates, steps."""

from __future__ import annotations

from tests.support.plans import parse, roles, tasks


def test_deadlines_of_their_own_and_ongoing_work() -> None:
    plan = parse(
        "厦州市2019年若干措施\n一、破除门槛\n（一）加强存量项目监管。\n责任单位：市发改委、市财政局（第一责任单位为牵头单位，下同）\n"
        "时限要求：持续推进\n（二）落实招投标政策。\n责任单位：市建设局\n时限要求：2019年6月底前\n二、推动审批\n"
        "（三）再取消一批许可事项。\n责任单位：市审改办，各区政府\n时限要求：2019年12月\n各责任单位要切实提高认识，确保落地见效。\n"
    ).plan
    found = tasks(plan)
    assert list(found) == ["1", "2", "3"]
    assert found["1"].ongoing
    assert [str(found[name].due) for name in "23"] == ["2019-06-30", "2019-12-31"]
    assert found["2"].basis == "2019年6月底前"
    assert roles(found["3"]) == (("市审改办",), ("各区政府",), ())
    assert found["3"].text == "再取消一批许可事项。"


def test_numbers_that_run_on_are_cited_alone_and_those_that_restart_are_not() -> None:
    running = parse(
        "2020年方案\n一、甲\n（一）做好一事。（市甲局负责）\n（二）做好二事。（市甲局负责）\n二、乙\n"
        "（三）做好三事。（市乙局负责）\n"
    )
    assert list(tasks(running.plan)) == ["1", "2", "3"]
    restarting = parse(
        "2020年方案\n一、甲\n（一）做好一事。（市甲局负责）\n（二）做好二事。（市甲局负责）\n二、乙\n（一）做好三事。（市乙局负责）\n"
    )
    assert list(tasks(restarting.plan)) == ["1.1", "1.2", "2.1"]


def test_a_notice_with_numbers_of_its_own_before_the_plan() -> None:
    plan = parse(
        "海州市人民政府办公室关于印发2020年重点工作分工方案的通知\n海政办〔2020〕9号\n各县区人民政府：\n现将方案印发给你们。\n"
        "一、高度重视。各单位要认真落实。\n二、压实责任。牵头单位要制定计划。\n海州市人民政府办公室\n2020年4月2日\n"
        "2020年重点工作分工方案\n一、扩大投资\n1.开工项目30个。（市发改委牵头）\n2.建成道路5条。（市交通局负责）\n"
    ).plan
    head = plan.head
    assert (head.title, head.issuer) == ("2020年重点工作分工方案", "海州市人民政府办公室")
    assert str(head.issued) == "2020-04-02"
    assert [section.title for section in plan.sections] == ["扩大投资"]
    assert list(tasks(plan)) == ["1", "2"]
