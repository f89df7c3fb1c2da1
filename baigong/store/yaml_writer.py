"""Plain data to YAML, written the same every time: short lists on one line, nothing that acts on a screen."""

from __future__ import annotations

import re
from typing import Any

import yaml

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# Changes of writing direction: YAML leaves them unescaped, and a screen acts on them.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class _Flow(list[Any]):
    """A list written on one line, with all that is in it: [a, b], [{c: d}]."""


class _PlanDumper(_Dumper):  # type: ignore[misc]  # the C dumper is chosen at run time
    def ignore_aliases(self, *_: Any) -> bool:
        """Write the same date or list out each time it stands: people read this, and & and * tell them nothing."""
        return True


def _represent_text(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _TURNING.search(text) else None)


_PlanDumper.add_representer(_Flow, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True))
_PlanDumper.add_representer(str, _represent_text)


def dump_yaml(data: Any) -> str:
    """Write plain data as YAML: keys in their order, short lists and small mappings on one line, no folding.

    Nothing in it acts on a screen: it is printed by `parse` as it is.
    """
    text = str(yaml.dump(_laid_out(data), Dumper=_PlanDumper, allow_unicode=True, sort_keys=False, width=1_000_000))
    # Only texts in double quotes hold any of these, and there an escape says the same.
    return _TURNING.sub(lambda match: f"\\u{ord(match[0]):04X}", text)


def _laid_out(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _laid_out(item) for key, item in value.items()}
    if isinstance(value, list):
        if all(not isinstance(item, (dict, list)) for item in value):
            return _Flow(value)
        if all(isinstance(item, dict) and "id" not in item and len(item) <= 4 for item in value):
            return _Flow(value)
        return [_laid_out(item) for item in value]
    return value
