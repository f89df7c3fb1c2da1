"""What all models share: frozen, and no unknown keys, for a typo must not be silently lost; no number that is none."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from baigong.calendar import FIRST_DAY, LAST_DAY

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day that a plan can speak of: weeks and checkpoints are counted from it and to it, so it has bounds."""

LARGEST = 10**15
"""No number of a plan or a record is larger: sums of those that are bounded stay numbers, and can be printed."""

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
"""A number of a plan or a record: a target's value, a value reached."""


class Frozen(BaseModel):
    """A value that never changes once made; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
