"""Templates of an office: broken ones are told by line, and none runs code, reads files or fills the memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from baigong.errors import TemplateFaultError
from baigong.pages.sentences import OwnTemplate, Sentences


class Row:
    """A row with a method, as a template might misuse it."""

    id = "1.1"

    def remove(self) -> str:
        raise AssertionError("run")


CONTEXT = {"rows": [Row()], "name": "省甲厅", "number": 5}


def written(body: str) -> list[str]:
    own = OwnTemplate("templates/weekly.txt", f"{{% block 办结 %}}\n{body}\n{{% endblock %}}\n")
    return Sentences("weekly", own).paragraphs("办结", CONTEXT)


def test_lines_are_paragraphs_and_blank_ones_are_none() -> None:
    assert written("一，{{ name }}\n\n  {% if number > 3 %}\n二{% endif %}") == ["一，省甲厅", "二"]


def test_text_is_no_markup_of_the_template() -> None:
    own = OwnTemplate("t", "{% block 办结 %}{{ name }}{% endblock %}")
    assert Sentences("weekly", own).paragraphs("办结", {"name": "{{ 1 + 1 }}<b>&"}) == ["{{ 1 + 1 }}<b>&"]


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("{{ name ? }}", 2, "写法不对"),
        ("\n{% if %}", 3, "写法不对"),
        ("\n\n{{ nothing }}", 4, "用了没有的数据"),
        ("{{ rows[0].nothing }}", 2, "用了没有的数据"),
        ("{{ name | nofilter }}", 2, "写法不对"),
        ("\n{{ number + name }}", 3, "不能写成文字"),
        ("{{ number / 0 }}", 2, "不能写成文字"),
    ],
)
def test_a_broken_template_is_told_by_its_line(body: str, line: int, why: str) -> None:
    with pytest.raises(TemplateFaultError) as caught:
        written(body)
    assert caught.value.message.startswith(f"templates/weekly.txt:{line}: 语句模板{why}")
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    "body",
    [
        "{{ name.__class__.__mro__ }}",
        "{{ rows[0].remove.__globals__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ namespace }}",
        "{{ name.format(rows) }}",
        "{{ rows.append(1) }}",
        "{{ name * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%09999999999d' % number }}",
        "{{ 'a'.ljust(9999999999) }}",
        "{% for i in range(99999) %}{% endfor %}",
        "{{ [1] | batch(99999999999, 0) | list }}",
        "{% set a = rows %}{% for i in a %}{% for j in a %}{{ j.remove.__func__ }}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_template_reaches_no_code(body: str) -> None:
    with pytest.raises(TemplateFaultError):
        written(body)


@pytest.mark.parametrize("tag", ["include 'secret.txt'", "import 'secret.txt' as s", "extends 'secret.txt'"])
def test_a_template_reads_no_file(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret.txt").write_text("秘密", encoding="utf-8")
    with pytest.raises(TemplateFaultError):
        written(f"{{% {tag} %}}")
    whole = OwnTemplate("t", f"{{% {tag} %}}{{% block 办结 %}}好{{% endblock %}}")
    assert Sentences("weekly", whole).paragraphs("办结", {}) == ["好"]


def test_a_template_writes_a_bounded_text() -> None:
    own = OwnTemplate(
        "t", "{% block 办结 %}{% for a in rows %}{% for b in rows %}长长长{% endfor %}{% endfor %}{% endblock %}"
    )
    with pytest.raises(TemplateFaultError, match="超过"):
        Sentences("weekly", own).paragraphs("办结", {"rows": list(range(2000))})
