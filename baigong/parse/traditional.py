"""Traditional characters: a notice reprinted in them is read as the Simplified one it was."""

from __future__ import annotations

from dataclasses import replace

from baigong.parse.sources.interface import Document, SourceBlock, SourceParagraph

# Common in notices, and never written so in Simplified Chinese.
_TELLING = frozenset(
    "國務辦廳關於發展實單責個門體強產業區縣導組織員會議與對開進動員長時點報項級應當處經濟財環衛農設計劃條總結據構標準"
)
_SAMPLE = 5000
_FEWEST = 3
_SHARE = 0.05


def is_traditional(document: Document) -> bool:
    """Whether the document is written in Traditional characters, told by the first few thousand letters."""
    sample = "".join(_words(block) for block in document.blocks[:200])[:_SAMPLE]
    telling = sum(char in _TELLING for char in sample)
    return telling >= _FEWEST and telling >= _SHARE * len(sample)


def _words(block: SourceBlock) -> str:
    return (
        block.text if isinstance(block, SourceParagraph) else "".join(cell for row in block.rows[:50] for cell in row)
    )


def simplify(document: Document) -> Document:
    """Give the document in Simplified characters, line for line."""
    from zhconv import convert

    def plain(words: str) -> str:
        return str(convert(words, "zh-hans"))

    blocks: list[SourceBlock] = []
    for block in document.blocks:
        if isinstance(block, SourceParagraph):
            blocks.append(replace(block, text=plain(block.text)))
        else:
            rows = tuple(tuple(plain(cell) for cell in row) for row in block.rows)
            blocks.append(replace(block, rows=rows, title=plain(block.title)))
    return replace(document, blocks=tuple(blocks), title=plain(document.title))
