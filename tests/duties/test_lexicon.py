"""All words of a set that stand in a text."""

from __future__ import annotations

from baigong.duties.lexicon import Lexicon


def test_words_are_given_in_the_order_of_the_text_the_shorter_first_where_they_begin_alike() -> None:
    lexicon = Lexicon(["水库", "水库除险", "除险加固", "加固"])
    assert list(lexicon.words_in("水库除险加固")) == [(0, "水库"), (0, "水库除险"), (2, "除险加固"), (4, "加固")]


def test_a_word_is_given_at_every_place() -> None:
    assert list(Lexicon(["资金"]).words_in("资金和资金")) == [(0, "资金"), (3, "资金")]


def test_a_single_character_is_no_word() -> None:
    assert list(Lexicon(["水", "水库"]).words_in("水库水")) == [(0, "水库")]
