"""分解 as tables: the proposals, and why the units of one task stand in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from baigong import words
from baigong.deferred import dataclass
from baigong.duties.suggestions import ground_of_duties
from baigong.pages.blocks import Block, Column, FactList, Heading, Listing, Page, Paragraph, Tone
from baigong.reports.division import CandidateRow, DivisionRow

UNCLEAR = "没有明显的牵头单位，请人工确定"


def division_listing(rows: Sequence[DivisionRow]) -> Listing[DivisionRow]:
    """List the proposals: the first candidate with its grounds, and the next two."""
    led = sum(bool(row.lead) for row in rows)
    clear = sum(row.clear and not row.lead for row in rows)
    footer = f"共 {len(rows)} 项：已有牵头 {led} 项；有明显牵头单位的 {clear} 项，没有的 {len(rows) - led - clear} 项"
    return Listing(_COLUMNS, rows, footer, empty="没有未办结的任务")


def explanation_page(row: DivisionRow) -> Page:
    """Lay out why the units of one task stand in this order."""
    return Page(tuple(_explanation(row)))


def question_page(row: DivisionRow, keys: str, heading: str) -> Page:
    """Lay out one task to be decided: a line for each unit with evidence for it, and one line for all others."""
    keyed = [_Choice(key, one) for key, one in zip(keys, row.candidates, strict=False)]
    likely = [choice for choice in keyed if choice.row.grounds]
    others = "　".join(f"{choice.key} {choice.row.unit}" for choice in keyed if not choice.row.grounds)
    enter = f"回车定 {'、'.join(row.proposed)} 牵头" if row.clear else "没有明显的牵头单位，回车跳过"
    return Page(
        (
            Heading(heading, 1),
            Paragraph(row.text),
            *((Listing(_CHOICES, likely),) if likely else ()),
            *((Paragraph(f"其他：{others}", "dim"),) if others else ()),
            Paragraph(f"{enter}；按键另定一家；s 跳过；q 退出", "strong"),
        )
    )


@dataclass(frozen=True)
class _Choice:
    """A unit that can be chosen with one key."""

    key: str
    row: CandidateRow


def _explanation(row: DivisionRow) -> Iterator[Block]:
    yield Heading(row.id, 1)
    yield Paragraph(row.text)
    proposed = f"{'、'.join(row.proposed)}（把握 {words.probability(row.probability)}）" if row.clear else UNCLEAR
    facts = [("建议牵头", proposed)]
    if row.lead:
        facts.append(("现牵头", "、".join(row.lead)))
    yield FactList(tuple(facts))
    yield Heading("各单位的把握及依据")
    yield Listing(
        _EXPLANATION,
        row.candidates,
        footer="得分是任务用语中属于其职责的分量，词后的数是各词的：越长、越少单位共有的词越重；把握相同的按方案中的次序",
    )


def _first(row: DivisionRow) -> str:
    if row.lead:
        return "、".join(row.lead) + "（已定）"
    return "、".join(row.proposed) or "不明显"


def _first_tone(row: DivisionRow) -> Tone:
    return "" if row.clear or row.lead else "yellow"


def _probability(row: DivisionRow) -> str:
    return words.probability(row.probability) if row.candidates and not row.lead else ""


def _others(row: DivisionRow) -> str:
    return "、".join(each.unit for each in row.candidates[1:3] if each.grounds and each.unit not in row.proposed)


def _why(row: CandidateRow) -> str:
    weighed = "、".join(f"{word} {weight:g}" for word, weight in zip(row.words, row.weights, strict=True))
    others = [ground for ground in row.grounds if ground != ground_of_duties(row.words)]
    return "；".join(filter(None, (weighed, *others))) or "没有依据"


_COLUMNS: tuple[Column[DivisionRow], ...] = (
    Column("id", "编号"),
    Column("text", "任务", wide=True),
    Column("unit", "建议牵头", _first, _first_tone),
    Column("probability", "把握", _probability, right=True),
    Column("grounds", "依据", wide=True),
    Column("others", "其次", _others, wide=True, least=110),
)
_EXPLANATION: tuple[Column[CandidateRow], ...] = (
    Column("unit", "单位"),
    Column("probability", "把握", lambda row: words.probability(row.probability), right=True),
    Column("score", "得分", lambda row: f"{row.score:g}", right=True),
    Column("why", "依据", _why, wide=True),
)
_CHOICES: tuple[Column[_Choice], ...] = (
    Column("key", "键"),
    Column("unit", "单位", lambda choice: choice.row.unit),
    Column("probability", "把握", lambda choice: words.probability(choice.row.probability), right=True),
    Column("grounds", "依据", lambda choice: "；".join(choice.row.grounds), wide=True),
)
