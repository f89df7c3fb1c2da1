"""The report as a document: its parts in order, and sentences that say the figures."""

from __future__ import annotations

from baigong.ledger.ledger import Ledger
from baigong.model.events import Event
from baigong.pages.blocks import Heading, Listing, Paragraph
from baigong.pages.sentences import OwnTemplate, Sentences
from baigong.pages.weekly import scores_command, weekly_page
from baigong.reports.period import calendar_week, month_period, week_period
from baigong.reports.weekly import weekly
from tests.support.builders import day, plan, said, section, task

PLAN = plan(
    section(
        task("1.1", "完成村级台账的核对工作。"),
        task("1.2", "建立问题清单。", due="02-01"),
        task("1.3", "召开现场会。", due="02-05"),
        id="1",
        units=("省甲厅", "省乙委"),
    ),
    section(task("2.1", "深化改革。"), id="2", title="抓改革", units=("省丙局",)),
)
EVENTS = (
    said("1.1", status="done", on="01-30"),
    said("2.1", percent=20, problem="资金未到位", next="本周上会；", on="01-29"),
)


def document(*events: Event, own: str | None = None) -> list[str]:
    report = weekly(Ledger(PLAN, events), week_period(PLAN.head.start, day("02-20"), 5))
    sentences = Sentences("weekly", OwnTemplate("templates/weekly.txt", own) if own is not None else None)
    blocks = weekly_page(report, sentences).on("document")
    return [block.text for block in blocks if isinstance(block, (Heading, Paragraph))]


def test_a_document_has_its_parts_in_the_order_in_which_they_are_read() -> None:
    report = weekly(Ledger(PLAN, EVENTS), week_period(PLAN.head.start, day("02-20"), 5))
    headings = [block for block in weekly_page(report).on("document") if isinstance(block, Heading)]
    assert [heading.text for heading in headings if heading.level < 3] == [
        f"落实《{PLAN.head.title}》情况督查周报",
        "一、总体情况",
        "二、本周办结（1 项）",
        "三、进展情况（2 条）",
        "四、存在问题（1 项）",
        "五、逾期滞后",
        "六、下周到期（1 项）",
        "七、各板块",
        "八、各单位",
    ]
    assert next(heading.text for heading in headings if heading.level == 3) == "（一）逾期（1 项）"


def test_the_sentences_say_the_figures() -> None:
    said_words = document(*EVENTS)
    overview = next(text for text in said_words if text.startswith("截至"))
    assert overview.startswith("截至2019年2月3日，方案共4项任务，已办结1项，完成率25%，比上周提高25个百分点；")
    assert "未启动2项、推进中1项" in overview
    assert "1.任务2.1（省丙局）：资金未到位。下一步：本周上会；" in said_words
    assert "逾期1项，最长逾期2天。红灯任务2项，黄灯任务1项。" in said_words
    assert "3家责任单位，本周没有零报告。" in said_words


def test_a_document_without_records_says_so_and_gives_no_commands() -> None:
    words = document()
    assert any(text.startswith("台账里尚无任何记录") for text in words)
    assert "本周没有办结的任务。" in words and "本周没有收到进展报告。" in words
    assert not any("baigong" in text for text in words)


def test_a_document_never_cuts_a_table() -> None:
    many = plan(section(*(task(f"1.{number}") for number in range(1, 31)), units=("省甲厅",)))
    report = weekly(Ledger(many, (said("1.1", note="到位"),)), week_period(many.head.start, day("02-20"), 5))
    tables = [block for block in weekly_page(report).on("document") if isinstance(block, Listing)]
    assert max(len(table.rows) for table in tables) == 30


def test_an_office_words_one_part_anew() -> None:
    own = "{% block 办结 %}\n本{{ span }}销号 {{ totals.closed }} 件，办结 {{ done | length }} 件。\n{% endblock %}"
    words = document(*EVENTS, own=own)
    assert "本周销号 0 件，办结 1 件。" in words
    assert "本周办结1项任务。" not in words
    assert any(text.startswith("截至2019年2月3日") for text in words), "the other parts stay as shipped"


def test_the_report_names_what_a_task_of_no_document_came_from() -> None:
    of = plan(
        section(
            task("1.1", "摸清底数。", due="01-20", source="省长2月8日批示"),
            task("1.2", "召开现场会。", source="根据专题会议"),
        ),
        section(task("2.1", "深化改革。"), id="2"),
    )
    report = weekly(Ledger(of, (said("1.2", status="done", on="01-30"),)), week_period(of.head.start, day("02-20"), 5))
    texts = {
        column.say(row)
        for block in weekly_page(report).on("document")
        if isinstance(block, Listing)
        for row in block.rows
        for column in block.columns
        if column.key == "text"
    }
    assert {"摸清底数。（根据省长2月8日批示）", "召开现场会。（根据专题会议）"} <= texts


def test_the_command_for_the_other_units_is_about_the_days_of_the_report() -> None:
    start, today = PLAN.head.start, day("02-20")
    assert scores_command(week_period(start, today, 5), " --plan 甲") == "units --week 5 --plan 甲"
    assert scores_command(month_period(start, today, 2019, 1)) == "units --month 2019-01 --as-of 2019-01-31"
    assert scores_command(calendar_week(today), " --plan 甲") == "units --plan 甲 --as-of 2019-02-20"
