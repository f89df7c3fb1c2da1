"""A letter as an official document: its number, who signs and is asked, who gets a copy, and the receipt."""

from __future__ import annotations

import io

import docx
import pytest

from baigong.errors import NoNumberToCountError, TemplateFaultError
from baigong.ledger.ledger import Ledger
from baigong.model.units import Unit, UnitsFile
from baigong.pages.blocks import FactList, Heading, Listing, Paragraph
from baigong.pages.letter import BLANK, NO_NUMBER, letter_page, mail_lines
from baigong.pages.sentences import OwnTemplate, Sentences
from baigong.render.docx import to_docx
from baigong.render.markdown import to_markdown
from baigong.reports.reminders import Reminder, Sender, numbers_from, reminders, sender_of
from tests.support.builders import day, plan, section, task

PLAN = plan(section(task("1.1", due="01-20"), task("1.2"), units=("省甲厅", "省乙委")), issuer="某省政府办公厅")
UNITS = UnitsFile(
    units=(
        Unit(name="省甲厅", leader="张三", contact="王五", phone="0971-1", email="jia@example.gov.cn"),
        Unit(name="省乙委"),
        Unit(name="某省政府办公厅督查室", contact="李四", phone="0971-8", email="ducha@example.gov.cn"),
    )
)
MAIL = "ducha@example.gov.cn"
LEDGER = Ledger(PLAN, (), UNITS)
SENDER = Sender(
    "某省政府办公厅督查室", "李四", "0971-8", "ducha@example.gov.cn", ("省委督查室", "省长"), "政督〔2019〕9号"
)


def letter(unit: str = "省甲厅") -> Reminder:
    return next(each for each in reminders(LEDGER, day("02-12")) if each.unit == unit)


def texts(sender: Sender = SENDER, unit: str = "省甲厅") -> list[str]:
    blocks = letter_page(letter(unit), sender).on("document")
    return [block.text for block in blocks if isinstance(block, (Heading, Paragraph))]


def test_what_a_letter_needs_to_be_sent() -> None:
    written = texts()
    assert written[:3] == ["督查督办单", "政督〔2019〕9号", "省甲厅："]
    assert "　　联系人：李四，电话：0971-8。" in written
    at = written.index("某省政府办公厅督查室")
    assert written[at : at + 3] == ["某省政府办公厅督查室", "2019年2月12日", "抄送：省委督查室，省长。"]


def test_a_letter_names_what_a_task_of_no_document_came_from() -> None:
    of = plan(section(task("1.1", due="01-20", source="省长2月8日批示"), task("1.2", due="01-20"), units=("省甲厅",)))
    (late,) = reminders(Ledger(of, (), UNITS), day("02-12"))
    for written in (to_markdown(letter_page(late, SENDER)), word_text(to_docx(letter_page(late, SENDER)))):
        assert written.count("完成全部村级台账的核对工作。（根据省长2月8日批示）") == 1


def word_text(content: bytes) -> str:
    tables = docx.Document(io.BytesIO(content)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def test_a_letter_of_a_year_without_holidays_says_how_its_days_were_counted() -> None:
    of = plan(section(task("1.1", due="2027-02-02"), units=("省甲厅",)), start="2027-01-01", due="2027-03-31")
    (late,) = reminders(Ledger(of, (), UNITS), day("2027-02-12"))
    written = [block.text for block in letter_page(late, SENDER).on("document") if isinstance(block, Paragraph)]
    assert "　　（2027年的放假安排尚未收录，工作日按周一至周五计）" in written
    assert not any("放假安排" in text for text in texts())


def test_what_is_not_known_is_left_to_be_filled_in() -> None:
    written = texts(Sender(), "省乙委")
    assert written[1] == NO_NUMBER
    assert f"　　联系人：{BLANK}，电话：{BLANK}。" in written
    assert not any(text.startswith("抄送") for text in written)
    assert any(text.startswith("　　请主要负责同志亲自调度") for text in written)


def test_the_receipt_stands_on_a_page_of_its_own_and_names_every_task() -> None:
    blocks = letter_page(letter(), SENDER).on("document")
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.new_page)
    listing = next(block for block in blocks[at:] if isinstance(block, Listing))
    assert [row.id for row in listing.rows] == [item.id for item in letter().items]
    assert [column.title for column in listing.columns][2:] == ["进展情况", "未完成原因", "下一步措施", "完成时间"]
    facts = dict(next(block for block in blocks[at:] if isinstance(block, FactList)).rows)
    assert (facts["报送单位（盖章）"], facts["联系人"], facts["联系电话"]) == ("省甲厅", "王五", "0971-1")
    document = docx.Document(io.BytesIO(to_docx(letter_page(letter(), SENDER))))
    broken = [each.text for each in document.paragraphs if each.paragraph_format.page_break_before]
    assert broken == ["督查督办单回执"]


def test_a_screen_and_a_markdown_letter_say_the_same_and_only_a_document_has_the_receipt() -> None:
    page = letter_page(letter(), SENDER)
    assert "# 督查督办单回执" in to_markdown(page)
    assert not any(isinstance(block, Heading) and block.new_page for block in page.on("screen"))


def test_the_sender_is_the_issuers_supervision_office_as_the_directory_knows_it() -> None:
    assert sender_of(LEDGER, Sender()) == Sender("某省政府办公厅督查室", "李四", "0971-8", "ducha@example.gov.cn")
    assert sender_of(LEDGER, Sender(contact="赵六")).contact == "赵六", "what is typed goes first"
    assert sender_of(LEDGER, Sender("省乙委")) == Sender("省乙委")


def test_letters_are_numbered_one_after_another() -> None:
    assert numbers_from("青政督〔2019〕9号", 3) == ["青政督〔2019〕9号", "青政督〔2019〕10号", "青政督〔2019〕11号"]
    assert numbers_from("督字09", 2) == ["督字09", "督字10"]
    assert numbers_from("", 2) == ["", ""]
    for typed in ("青政督号", "青政督〔2019〕号"):
        with pytest.raises(NoNumberToCountError):
            numbers_from(typed, 2)


def test_an_office_words_its_letters_anew() -> None:
    own = OwnTemplate("templates/letter.txt", "{% block 要求 %}\n请{{ letter.unit }}速办。\n{% endblock %}")
    blocks = letter_page(letter(), SENDER, Sentences("letter", own)).on("document")
    assert "　　请省甲厅速办。" in [block.text for block in blocks if isinstance(block, Paragraph)]
    broken = Sentences("letter", OwnTemplate("templates/letter.txt", "{% block 要求 %}\n{{ nobody }}\n{% endblock %}"))
    with pytest.raises(TemplateFaultError, match=r"templates/letter.txt:2: "):
        letter_page(letter(), SENDER, broken)


def test_the_mail_names_its_attachments() -> None:
    lines = mail_lines(letter(), SENDER, ["甲.docx", "甲.xlsx"])
    assert lines[0] == "省甲厅：" and "附件：甲.docx、甲.xlsx" in lines
    assert "请于2019年2月15日前书面报督查室。" in lines[1]
