"""Whether an item or a sentence is a task, and which items hold none."""

from __future__ import annotations

from baigong.parse import join_steps
from baigong.parse.sources.interface import Document, SourceParagraph
from baigong.parse.structure.coverage import cover
from baigong.parse.structure.granularity import choose, divide
from baigong.parse.structure.outline import read_outline
from tests.support.plans import parse, tasks


def test_chapters_without_units_hold_no_tasks() -> None:
    plan = parse(
        "2020年方案\n一、总体要求\n坚持稳中求进。\n二、基本原则\n（一）坚持统筹。统筹兼顾。\n（二）坚持创新。勇于创新。\n"
        "三、主要任务\n（一）办好甲事。（市甲局负责）\n（二）办好乙事。（市乙局负责）\n四、保障措施\n（一）加强领导。各地要高度重视。\n"
        "（二）严格考核。市委市政府将定期通报。\n"
    ).plan
    assert [task.text for task in plan.tasks] == ["办好甲事。", "办好乙事。"]
    assert list(tasks(plan)) == ["1", "2"]


def test_sentence_and_item_can_be_chosen() -> None:
    text = (
        "2020年方案\n（一）抓甲。办好一事。办好二事，年底前完成。（市甲局负责）\n（二）抓乙。办好三事。（市乙局负责）\n"
    )
    by_item, by_sentence = parse(text, "item"), parse(text, "sentence")
    assert [task.id for task in by_item.plan.tasks] == ["1", "2"]
    assert [task.text for task in by_sentence.plan.tasks] == ["办好一事。", "办好二事，年底前完成。", "办好三事。"]
    assert [section.units for section in by_sentence.plan.sections] == [("市甲局",), ("市乙局",)]
    assert by_item.split_why == "按命令指定"
    assert all(join_steps(task) == task.text for parsed in (by_item, by_sentence) for task in parsed.plan.tasks)


def test_paragraphs_without_numbers() -> None:
    plan = parse(
        "青石街道2021年安全工作方案\n为做好工作，制定本方案。\n开展隐患排查，建立台账。（责任单位：应急办、各社区）\n"
        "推进消防改造，6月底前完成。\n责任单位：消防站\n各社区要高度重视，确保取得实效。\n青石街道办事处\n2021年3月1日\n"
    ).plan
    assert [(task.id, task.text) for task in plan.tasks] == [
        ("1", "开展隐患排查，建立台账。"),
        ("2", "推进消防改造，6月底前完成。"),
    ]
    assert plan.head.issuer == "青石街道办事处"


def test_a_document_is_divided_by_item_where_a_clause_covers_few_sentences() -> None:
    lines = ("方案", "一、甲事。办好一事。（市甲局负责）", "二、乙事。办好二事。（市乙局负责）")
    root = read_outline(Document(tuple(SourceParagraph(at, line) for at, line in enumerate(lines, 1))))
    coverage, _ = cover(root)
    grain, why = choose(root, coverage)
    assert grain == "item" and why
    assert [work.clause.units for block in divide(root, coverage, grain) for work in block.works if work.clause] == [
        ("市甲局",),
        ("市乙局",),
    ]


def test_without_clauses_there_is_nothing_to_divide_by() -> None:
    root = read_outline(Document((SourceParagraph(1, "方案"), SourceParagraph(2, "一、抓好落实。"))))
    coverage, _ = cover(root)
    assert choose(root, coverage) == ("item", "文件里没有成段的责任条款")
