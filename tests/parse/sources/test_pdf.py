"""PDF: three pages made here with reportlab, their lines cut at the margin, a page number under each."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from baigong.errors import DocumentError
from baigong.parse import ParsedPlan, parse_document

reportlab = pytest.importorskip("reportlab", reason="reportlab makes the PDF; pip install 'baigong[dev]'")

from reportlab.lib import colors  # noqa: E402
from reportlab.lib.pagesizes import A4  # noqa: E402
from reportlab.lib.styles import ParagraphStyle  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: E402
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle  # noqa: E402

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def make(story: list[object], encrypt: str | None = None) -> bytes:
    buffer = io.BytesIO()

    def foot(canvas: object, document: object) -> None:
        canvas.setFont(FONT, 10)  # type: ignore[attr-defined]
        canvas.drawString(290, 30, f"— {document.page} —")  # type: ignore[attr-defined]

    SimpleDocTemplate(buffer, pagesize=A4, encrypt=encrypt).build(story, onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()


def paragraph(text: str, *, indent: bool = True) -> object:
    style = ParagraphStyle(
        "p", fontName=FONT, fontSize=14, leading=24, firstLineIndent=28 if indent else 0, wordWrap="CJK"
    )
    return Paragraph(text, style)


def story() -> list[object]:
    long = "持续推进老旧小区改造，统筹水电气热等管网更新，完善停车、充电、无障碍等设施，健全物业服务长效机制，"
    title = ParagraphStyle("t", fontName=FONT, fontSize=20, leading=30, alignment=1)
    table = Table(
        [
            ["任务", "责任单位", "完成时限"],
            ["新建公园3个", "市园林局", "2021年10月底前"],
            ["补植行道树", "市城管局", "年底前"],
        ]
    )
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 12)]))
    return [
        Paragraph("北湖市2021年城市更新实施方案", title),
        paragraph("为推进城市更新，制定本方案。"),
        paragraph("一、改造老旧小区"),
        paragraph(
            f"（一）改善居住条件。{long}全年改造小区40个。（市住房城乡建设局牵头，市发展改革委、市财政局按职责分工负责）"
        ),
        PageBreak(),
        paragraph(f"（二）畅通背街小巷。{long}整治街巷25条。（市城管局负责）"),
        paragraph("二、增绿补绿"),
        PageBreak(),
        paragraph("按下表执行。"),
        table,
        paragraph("各县区要高度重视，抓好落实。"),
    ]


def parse(data: bytes) -> ParsedPlan:
    return parse_document(None, data=data, start=None, due=None, split="auto")


def test_lines_are_joined_back_and_tables_read() -> None:
    plan = parse(make(story())).plan
    assert plan.head.title == "北湖市2021年城市更新实施方案"
    tasks = list(plan.tasks)
    assert [task.title for task in tasks[:2]] == ["改善居住条件", "畅通背街小巷"]
    assert tasks[0].text.endswith("健全物业服务长效机制，全年改造小区40个。")
    assert (tasks[0].lead, tasks[0].units) == (("市住房城乡建设局",), ("市发展改革委", "市财政局"))
    assert tasks[1].units == ("市城管局",)
    assert [(task.text, task.units, str(task.due)) for task in tasks[2:]] == [
        ("新建公园3个", ("市园林局",), "2021-10-31"),
        ("补植行道树", ("市城管局",), "2021-12-31"),
    ]
    assert not any("—" in task.text for task in tasks)


def printed(*pages: tuple[str, ...]) -> bytes:
    """Pages of lines set one under another at one margin, none indented."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, 14)
        for at, line in enumerate(page):
            canvas.drawString(72, 760 - 24 * at, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_where_nothing_is_indented_the_numbers_tell_where_paragraphs_begin() -> None:
    plan = parse(
        printed(
            (
                "南湾省2022年审计整改工作方案",
                "为做好审计整改，制定本方案。",
                "一、主要任务",
                "（一）整改财政资金问题。清理结余结转资金，6月底",
                "前完成。（责任单位：省财政厅、省审计厅）",
            ),
            (
                "（二）整改工程问题。完善招标制度。（省发展改革委",
                "牵头，省住房城乡建设厅、省交通运输厅配合）",
            ),
            ("二、工作要求", "各地要加强领导。", "南湾省人民政府办公厅", "2022年3月1日"),
        )
    ).plan
    assert plan.head.title == "南湾省2022年审计整改工作方案"
    first, second = (task for task in plan.tasks)
    assert (first.text, str(first.due)) == ("整改财政资金问题。清理结余结转资金，6月底前完成。", "2022-06-30")
    assert first.units == ("省财政厅", "省审计厅")
    assert (second.lead, second.support) == (("省发展改革委",), ("省住房城乡建设厅", "省交通运输厅"))


def test_a_scan_has_no_text() -> None:
    from reportlab.graphics.shapes import Drawing, Rect

    drawing = Drawing(100, 100)
    drawing.add(Rect(10, 10, 50, 50))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build([drawing])
    with pytest.raises(DocumentError, match="扫描件"):
        parse(buffer.getvalue())


def test_a_locked_file() -> None:
    with pytest.raises(DocumentError, match="密码"):
        parse(make(story(), encrypt="secret"))


def test_a_damaged_file() -> None:
    with pytest.raises(DocumentError, match="损坏"):
        parse(b"%PDF-1.7\nnot a document")


WORK = [
    "北湖市2021年城市更新实施方案",
    "一、任务",
    "（一）改造老旧小区。3月底前完成可行性研究，6月底前开工。（市住建局负责）",
    "（二）整治背街小巷。9月底前完成街巷整治25条，建立长效管护机制。（市城管局负责）",
]


def pages_drawn(draw: Callable[[Any], None]) -> bytes:
    """Make a page that `draw` draws on, letter by letter where it likes."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def test_slanted_letters_across_the_page_are_no_words() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont(FONT, 14)
        for at, line in enumerate(WORK):
            canvas.drawString(80, 760 - 30 * at, line)
        canvas.setFont(FONT, 60)
        canvas.setFillGray(0.85)
        canvas.translate(120, 560)
        canvas.rotate(40)
        canvas.drawString(0, 0, "内部资料请勿外传")

    parsed = parse(pages_drawn(draw))
    assert [task.text for task in parsed.plan.tasks] == [
        "改造老旧小区。3月底前完成可行性研究，6月底前开工。",
        "整治背街小巷。9月底前完成街巷整治25条，建立长效管护机制。",
    ]
    assert [step.due for step in next(parsed.plan.tasks).steps] == [date(2021, 3, 31), date(2021, 6, 30)]


def test_two_columns_are_read_one_after_the_other_or_doubted() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont(FONT, 12)
        for column, lines in enumerate(columns):
            for at, line in enumerate(lines):
                canvas.drawString(60 + 250 * column, 760 - 20 * at, line)

    letters = 12
    lines = [line[at : at + letters] for line in WORK for at in range(0, len(line), letters)]
    half = -(-len(lines) // 2)
    columns = lines[:half], lines[half:]
    parsed = parse(pages_drawn(draw))
    texts = [task.text for task in parsed.plan.tasks]
    assert any("两栏" in doubt.why for doubt in parsed.doubts) or texts == [
        "改造老旧小区。3月底前完成可行性研究，6月底前开工。",
        "整治背街小巷。9月底前完成街巷整治25条，建立长效管护机制。",
    ]
