"""分解: for each open task the units that could lead it, best first, with the words that speak for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from baigong.duties import Candidate, Duties, clear_lead, words_of
from baigong.ledger.ledger import Ledger
from baigong.ledger.task_state import TaskState
from baigong.model.events import Assign
from baigong.model.units import UnitsFile
from baigong.pages.blocks import Block, Column, Facts, Heading, Listing, Page, Paragraph, Row

REASON = "分解"
"""The reason that an accepted proposal is recorded with."""


@dataclass(frozen=True)
class Proposal:
    """The ranked units of one task; `lead` is the one that the words speak for, None where they speak for nobody."""

    state: TaskState
    candidates: tuple[Candidate, ...]
    lead: str | None

    @property
    def score(self) -> float:
        """The score of the first candidate."""
        return self.candidates[0].score if self.candidates else 0.0


def proposals(ledger: Ledger, units: UnitsFile, day: date, ids: Sequence[str] = ()) -> list[Proposal]:
    """Rank the units of each open task of `day`, or of the tasks named, in the order of the plan."""
    duties = Duties(units, [words_of(task) for task in ledger.plan.tasks])
    wanted = {ledger.nodes[id] for id in ids}
    found = []
    for state in ledger.on(day):
        if state.id in wanted if wanted else state.open:
            ranked = duties.rank(words_of(state.task), state.roles.names)
            found.append(Proposal(state, ranked, clear_lead(ranked)))
    return found


def to_decide(ledger: Ledger, proposed: Sequence[Proposal]) -> list[Proposal]:
    """Give what is still to be decided: tasks that nobody leads, those after the last one decided first."""
    left = [proposal for proposal in proposed if not proposal.state.roles.lead and proposal.candidates]
    decided = [event for event in ledger.in_force if isinstance(event, Assign) and event.reason == REASON]
    if not decided:
        return left
    last = max(decided, key=lambda event: (event.at, event.id)).task
    order = [task.id for task in ledger.plan.tasks]
    after = [proposal for proposal in left if order.index(proposal.state.id) > order.index(last)]
    return after + [proposal for proposal in left if proposal not in after]


def division_rows(proposed: Sequence[Proposal]) -> list[dict[str, Any]]:
    """Give {id, text, lead, candidates: [{unit, score, words}]} for each, best candidate first."""
    return [
        {
            "id": proposal.state.id,
            "text": proposal.state.task.text,
            "lead": list(proposal.state.roles.lead),
            "clear": proposal.lead is not None,
            "candidates": [
                {"unit": candidate.unit, "score": candidate.score, "words": list(candidate.words)}
                for candidate in proposal.candidates
            ],
        }
        for proposal in proposed
    ]


def division_listing(proposed: Sequence[Proposal]) -> Listing[Row]:
    """List the proposals: the first candidate and its words, and the next two."""
    rows = division_rows(proposed)
    led = sum(bool(row["lead"]) for row in rows)
    clear = sum(row["clear"] and not row["lead"] for row in rows)
    footer = f"共 {len(rows)} 项：已有牵头 {led} 项；有明显牵头单位的 {clear} 项，没有的 {len(rows) - led - clear} 项"
    return Listing(_COLUMNS, rows, footer, empty="没有未办结的任务")


def explain_page(proposal: Proposal) -> Page:
    """Lay out why the units of one task stand in this order."""
    return Page(tuple(_explained(proposal)))


def _explained(proposal: Proposal) -> Iterator[Block]:
    state = proposal.state
    yield Heading(state.id, 1)
    yield Paragraph(state.task.text)
    facts = [("建议牵头", proposal.lead or "没有明显的牵头单位，请人工确定")]
    if state.roles.lead:
        facts.append(("现牵头", "、".join(state.roles.lead)))
    yield Facts(tuple(facts))
    yield Heading("各单位得分及依据")
    rows = [
        {
            "unit": candidate.unit,
            "score": candidate.score,
            "why": "、".join(
                f"{word} {weight:g}" for word, weight in zip(candidate.words, candidate.weights, strict=True)
            ),
        }
        for candidate in proposal.candidates
    ]
    yield Listing(_EXPLAINED, rows, footer="词后的数是它的分量：越长、越少单位共有的词越重；得分相同的按方案中的次序")


def _first(row: Row) -> str:
    if row["lead"]:
        return "、".join(row["lead"]) + "（已定）"
    return str(row["candidates"][0]["unit"]) if row["clear"] else "不明显"


def _score(row: Row) -> str:
    return f"{row['candidates'][0]['score']:.1f}" if row["candidates"] else ""


def _words(row: Row) -> str:
    return "、".join(row["candidates"][0]["words"][:4]) if row["candidates"] else ""


def _others(row: Row) -> str:
    return "、".join(candidate["unit"] for candidate in row["candidates"][1:3] if candidate["score"])


_COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "编号", lambda row: row["id"]),
    Column("text", "任务", lambda row: row["text"], wide=True),
    Column("unit", "建议牵头", _first, lambda row: "" if row["clear"] or row["lead"] else "yellow"),
    Column("score", "得分", _score, right=True),
    Column("words", "依据", _words, wide=True),
    Column("others", "其次", _others, wide=True, least=110),
)
_EXPLAINED: tuple[Column[Row], ...] = (
    Column("unit", "单位", lambda row: row["unit"]),
    Column("score", "得分", lambda row: f"{row['score']:g}", right=True),
    Column("why", "依据", lambda row: row["why"] or "没有依据", wide=True),
)
