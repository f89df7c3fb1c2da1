"""The report's page in a real browser: opened from a file, it asks nobody, filters, sorts, fits a phone and prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from baigong.cli.app import run

pytestmark = pytest.mark.slow

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install '.[dev]')")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert run(["init", str(folder), "--demo"]) == 0
    return folder


@pytest.fixture(scope="module")
def file(demo: Path) -> Path:
    assert run(["-f", str(demo), "--as-of", "2019-04-08", "report", "--week", "10", "-o", str(demo / "r.html")]) == 0
    return demo / "r.html"


class Opened:
    """A page opened from a file, with all that it said and asked for."""

    def __init__(self, browser: Any, file: Path, width: int, scheme: str = "light") -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.said: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())

    def evaluate(self, code: str) -> Any:
        return self.page.evaluate(code)


TASK_ROWS = "[...document.querySelectorAll('table[data-counted] tbody tr')].filter(row => !row.hidden)"
IDS = f"{TASK_ROWS}.map(row => row.cells[0].textContent)"


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_without_an_error_or_a_request_and_fits_the_screen(
    browser: Any, file: Path, width: int, scheme: str
) -> None:
    opened = Opened(browser, file, width, scheme)
    assert opened.said == []
    assert opened.requests == [file.as_uri()]
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.evaluate("document.querySelector('.chart').getBoundingClientRect().height") > 150
    assert opened.evaluate("getComputedStyle(document.querySelector('td.red')).backgroundColor") != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("width", [1280, 375])
def test_the_filters_filter(
    browser: Any, demo: Path, file: Path, width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Opened(browser, file, width)
    capsys.readouterr()
    line = ["-f", str(demo), "--as-of", "2019-03-10", "list", "--format", "ids"]
    for filters, options in (
        ({"unit": "省科技厅"}, ["--unit", "省科技厅"]),
        ({"unit": "西宁市政府", "light": "red"}, ["--unit", "西宁市政府", "--light", "red"]),
        ({"leader": "马某某"}, ["--leader", "马某某"]),
        ({}, []),
    ):
        opened.page.click(".filters button")
        for key, value in filters.items():
            opened.page.select_option(f"select[data-filter={key}]", value)
        assert run([*line, *options]) == 0
        wanted = capsys.readouterr().out.split()
        assert wanted and sorted(opened.evaluate(IDS)) == sorted(wanted)
        says = opened.page.inner_text(".filters output")
        assert says == (f"符合条件的任务 {len(wanted)} 项" if filters else "")
    assert opened.said == []


def test_the_columns_sort(browser: Any, file: Path) -> None:
    opened = Opened(browser, file, 1280)
    table = opened.page.locator("table[data-counted]")
    ids = table.locator("th", has_text="编号")
    ids.locator("button").click()
    keys = [tuple(map(int, id.split("."))) for id in opened.evaluate(IDS)]
    assert keys == sorted(keys) and keys.index((3, 10)) > keys.index((3, 9))
    assert ids.get_attribute("aria-sort") == "ascending"
    percent = table.locator("th", has_text="进度")
    percent.locator("button").click()
    percent.locator("button").focus()
    opened.page.keyboard.press("Enter")
    column = f"{TASK_ROWS}.map(row => row.cells[6].textContent)"
    shown = [float(text.rstrip("%")) for text in opened.evaluate(column)]
    assert shown == sorted(shown, reverse=True) and len(set(shown)) > 5
    assert percent.get_attribute("aria-sort") == "descending"
    assert ids.get_attribute("aria-sort") is None


def test_the_filters_hold_for_the_report_as_well(browser: Any, file: Path) -> None:
    opened = Opened(browser, file, 1280)
    # A long table shows its first rows; a filter shows all that fit it, wherever they stand.
    visible = "[...document.querySelectorAll('table.listing tbody tr')].filter(row => row.offsetHeight)"
    counted = f"{visible}.filter(row => row.closest('[data-counted]')).length"
    assert opened.evaluate(counted) == 12
    opened.page.locator("table[data-counted]").locator("xpath=../following-sibling::button[1]").click()
    assert opened.evaluate(counted) == 99
    opened.page.select_option("select[data-filter=unit]", "省科技厅")
    assert opened.evaluate(f"new Set({visible}.map(row => row.closest('table'))).size") >= 5
    every = json.loads(opened.page.get_attribute(".filters", "data-tags"))
    numbers = opened.evaluate(f"{visible}.map(row => row.dataset.tags).filter(Boolean)")
    assert numbers and all("省科技厅" in every[int(number)]["unit"] for number in numbers)
    opened.page.select_option("select[data-filter=light]", "green")
    assert "没有符合条件的" in opened.evaluate(
        "getComputedStyle(document.querySelector('.scroll:has(> .none)'), '::before').content"
    )


def test_the_contents_lead_to_each_part(browser: Any, file: Path) -> None:
    opened = Opened(browser, file, 375)
    names = opened.evaluate("[...document.querySelectorAll('nav a')].map(link => link.textContent)")
    assert names == opened.evaluate("[...document.querySelectorAll('h2')].map(part => part.textContent)")
    opened.page.click("nav a >> text=全部任务")
    top = "[...document.querySelectorAll('h2')].find(part => part.textContent.startsWith('全部任务'))"
    assert 0 <= opened.evaluate(f"{top}.getBoundingClientRect().top") < 200
    assert opened.said == [] and opened.requests == [file.as_uri()]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_it_keeps_the_rules_of_wcag_aa(browser: Any, file: Path, width: int, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed (pip install '.[dev]')"
    )
    opened = Opened(browser, file, width, scheme)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "resultTypes": ["violations"]}
    outcome = axe.Axe().run(opened.page, options=rules)
    assert not outcome.response["violations"], outcome.generate_report()
    assert "color-contrast" in {rule["id"] for rule in outcome.response["passes"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(browser: Any, file: Path, scheme: str) -> None:
    """WCAG AA: a contrast of 4.5, of every text on the page."""
    opened = Opened(browser, file, 1280, scheme)
    pairs = opened.evaluate(
        """() => {
          const background = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if (!colour.endsWith(", 0)")) return colour;
            }
            return "rgb(255, 255, 255)";
          };
          const kinds = "h1,h2,p,a,td,th,dt,li,.value,.note,label,button,summary,output,.bars span";
          const texts = [...document.querySelectorAll(kinds)];
          return [...new Set(texts.map((one) => `${getComputedStyle(one).color}|${background(one)}`))];
        }"""
    )
    assert len(pairs) >= 6
    for pair in pairs:
        one, other = (luminance(colour) for colour in pair.split("|"))
        assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5, pair


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_it_prints_on_a4(browser: Any, file: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber", reason="pdfplumber is not installed (pip install '.[parse]')")
    opened = Opened(browser, file, 1280)
    printed = file.with_suffix(".pdf")
    printed.write_bytes(opened.page.pdf(prefer_css_page_size=True))
    with pdfplumber.open(printed) as pdf:
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(595, 842)}
        first, second = (page.extract_text() for page in pdf.pages[:2])
        assert all(word["x1"] < 595 - 20 for page in pdf.pages for word in page.extract_words())
    assert "第10周" in first and "清除" not in first, "the bar of filters is not printed"
    assert second.splitlines()[0].startswith("编号"), "a table that goes on repeats its head"


def test_its_figures_are_those_of_the_data(
    browser: Any, demo: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["-f", str(demo), "--as-of", "2019-04-08", "report", "--week", "10", "--format", "json"]) == 0
    totals = json.loads(capsys.readouterr().out)["totals"]
    opened = Opened(browser, file, 1280)
    parts = "[...one.querySelectorAll('dt,.value')].map(part => part.textContent)"
    figures = dict(opened.evaluate(f"[...document.querySelectorAll('.figures > div')].map(one => {parts})"))
    assert figures["任务"] == str(totals["tasks"])
    assert figures["办结"] == str(totals["finished"])
    assert figures["平均进度"] == f"{totals['percent']:g}%"
    assert figures["红灯"] == str(totals["red"])
