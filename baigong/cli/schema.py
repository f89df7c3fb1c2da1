"""`baigong schema`: the JSON Schema of tasks.yaml, for editors that check and complete while one types."""

from __future__ import annotations

import sys

from baigong.cli import options
from baigong.cli.output import ask_about_link, refuse_ledger_file
from baigong.render.json import to_json
from baigong.store.replacement import write_whole


def command(output: options.Output = None) -> None:
    """输出 tasks.yaml 的 JSON Schema。

    存为 data/tasks.schema.json（-o），编辑器即可随写随查。
    """
    from baigong.model.plan import Plan

    text = to_json(Plan.model_json_schema())
    if output is None:
        sys.stdout.write(text)
    else:
        refuse_ledger_file(output)
        ask_about_link(output)
        write_whole(output, text.encode())
