"""Whose work a task is: the duties of every kind of unit, and proposals of who leads, with their probability."""

from __future__ import annotations

from baigong.duties.departments import Department, Departments, shipped_departments
from baigong.duties.precedents import Precedent
from baigong.duties.proposals import Proposer
from baigong.duties.ranking import CLEAR, Candidate, Duties, clear_lead, rank, words_of
from baigong.duties.suggestions import Matter, Suggestion, proposed_leads

__all__ = [
    "CLEAR",
    "Candidate",
    "Department",
    "Departments",
    "Duties",
    "Matter",
    "Precedent",
    "Proposer",
    "Suggestion",
    "clear_lead",
    "proposed_leads",
    "rank",
    "shipped_departments",
    "words_of",
]
