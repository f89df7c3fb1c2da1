"""Make the samples of docs/: week 5 of the simulated quarter as a page and in Word, and the manual's pictures of both.

`python docs/samples.py` from the clone writes them anew; it needs Chromium, LibreOffice and poppler. With `--check` it
writes nothing and says which of the two files is no longer what the program writes; exit 1 if any is.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

from baigong.cli.app import run

DOCS = Path(__file__).resolve().parent
PAGE, WORD = DOCS / "demo-week5.html", DOCS / "demo-week5.docx"
PAGE_PICTURE, WORD_PICTURE = DOCS / "page.png", DOCS / "word.png"
COLOURS = 128
"""Of a picture: enough for letters and lights, and a quarter of the bytes."""


def report(file: Path) -> None:
    """Write the report of week 5 of the simulated quarter, as it stands when the quarter is over."""
    demo = file.parent / "demo"
    with redirect_stdout(io.StringIO()):
        if not demo.exists():
            run(["init", str(demo), "--demo"])
        run(["-f", str(demo), "--as-of", "2019-04-05", "report", "--week", "5", "-o", str(file), "--force"])


def words(file: Path) -> str:
    """Give what of a file is the program's own: no time of writing, and no line that a library draws."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            return parts.read("word/document.xml").decode()
    return re.sub(r"<svg.*?</svg>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def stale(folder: Path) -> list[Path]:
    """Give the files that are missing or say anything else than those written now into `folder`."""
    old = []
    for file in (PAGE, WORD):
        report(folder / file.name)
        if not file.exists() or words(file) != words(folder / file.name):
            old.append(file)
    return old


def draw_page(folder: Path) -> None:
    """Take a picture of the page's first screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1080, "height": 1530})
        page.goto(PAGE.as_uri())
        page.screenshot(path=folder / "page.png")
        browser.close()
    shrink(folder / "page.png", PAGE_PICTURE)


def draw_word(folder: Path) -> None:
    """Take a picture of the first two pages of the Word file, as LibreOffice lays them out."""
    from PIL import Image

    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", str(folder), str(WORD)], check=True, capture_output=True)
    pdf, stem = folder / f"{WORD.stem}.pdf", folder / "sheet"
    subprocess.run(["pdftoppm", "-r", "64", "-l", "2", "-png", str(pdf), str(stem)], check=True)
    sheets = [Image.open(file) for file in sorted(folder.glob("sheet-*.png"))]
    width, height = sheets[0].size
    both = Image.new("RGB", (2 * width + 24, height + 16), "#8a9199")
    for at, sheet in enumerate(sheets):
        both.paste(sheet, (8 + at * (width + 8), 8))
    both.save(folder / "word.png")
    shrink(folder / "word.png", WORD_PICTURE)


def shrink(source: Path, target: Path) -> None:
    """Save a picture with few colours, a tall one at three quarters of its size."""
    from PIL import Image

    picture = Image.open(source).convert("RGB")
    if picture.width < picture.height:
        picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.Resampling.LANCZOS)
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)


def main() -> int:
    """Write the samples and the pictures, or only compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = stale(folder)
        if "--check" in sys.argv[1:]:
            for file in old:
                sys.stderr.write(f"{file.relative_to(DOCS.parent)} is stale: run python docs/samples.py\n")
            return 1 if old else 0
        for file in old:
            shutil.copyfile(folder / file.name, file)
        draw_page(folder)
        draw_word(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
