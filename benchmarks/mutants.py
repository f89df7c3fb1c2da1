"""Break the store and the ledger in every way cosmic-ray knows, and list the breakages that no test notices.

    pip install -e '.[dev,mutants]'
    python benchmarks/mutants.py                      # everything: an hour on two cores
    python benchmarks/mutants.py baigong/store/lock.py --jobs 4
    python benchmarks/mutants.py --sample 40          # forty of each module, the same ones each time

Each mutant is one changed operator, number, condition, exception or decorator. Those that touch nothing but an
annotation are left out: nothing looks at one there. Every mutant meets the module's own tests first and, if it lives,
those around it. It works on copies of the tree, never on the tree itself.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import os
import queue
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

TREE = Path(__file__).resolve().parent.parent
PATIENCE = 4  # times as long as the tests take on the untouched tree; a mutant that hangs is noticed

# The tests that a mutant meets, one lot after the other while it lives. Fuzzing is left out, for it finds what it finds
# by chance; and what looks on from afar and takes minutes (kills, writers at once, sessions at a terminal).
LEDGER_MODULES = ("baigong/ledger/ledger.py", "baigong/ledger/replay.py", "baigong/ledger/task_state.py")
LEDGER = (
    (
        *(
            "tests/ledger/test_ledger.py",
            "tests/ledger/test_replay.py",
            "tests/ledger/test_lights.py",
            "tests/changes/test_undo.py",
        ),
        *("tests/ledger/test_against_model.py", "tests/test_first_plan.py"),
    ),
    ("tests/reports", "tests/test_quarter.py"),
)
STORE = (
    ("tests/store",),
    (
        *("tests/reports/test_findings.py", "tests/ledger/test_directory.py", "tests/faults/test_durability.py"),
        *("tests/faults/test_out_of_reach.py", "tests/faults/test_full_disk.py"),
        "tests/faults/test_damaged_journal.py",
    ),
)


@dataclass(frozen=True)
class Mutant:
    """One breakage: what cosmic-ray did, and the whole text of the module after it."""

    operator: str
    code: str

    def difference(self, original: str) -> list[str]:
        """Give the changed lines, before and after, each with its number before the change."""
        rows = list(difflib.unified_diff(original.splitlines(), self.code.splitlines(), n=0, lineterm=""))[2:]
        return [row for row in rows if not row.startswith("@@")]

    def line(self, original: str) -> int:
        """Give the number of the first line it changes."""
        pairs = zip(original.splitlines(), self.code.splitlines(), strict=False)
        return next((number for number, (old, new) in enumerate(pairs, 1) if old != new), 0)


class _Bare(ast.NodeTransformer):
    """Takes the annotations off."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)


def _meaning(code: str) -> str:
    return ast.dump(_Bare().visit(ast.parse(code)))


def mutants(code: str) -> Iterator[Mutant]:
    """Give every mutant of a module that changes what it does, each once."""
    seen = {_meaning(code)}
    for name in operator_names():
        if "Variable" in name:  # these two need to be told which variable
            continue
        operator = get_operator(name)()
        for occurrence in range(sys.maxsize):
            try:
                mutated = mutate_code(code, operator, occurrence)
                if mutated is None:
                    break
                meaning = _meaning(mutated)
            except (SyntaxError, AttributeError):
                # It took the * of a signature for an operator, or stumbled over `except yaml.YAMLError`.
                continue
            if meaning not in seen:
                seen.add(meaning)
                yield Mutant(name.removeprefix("core/"), mutated)


def _copy(into: Path) -> Path:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=TREE, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (TREE / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TREE / name, into / name)
    return into


@dataclass(frozen=True)
class Stage:
    """Tests that mutants meet together, and after how many seconds a run of them is given up."""

    tests: tuple[str, ...]
    bound: float

    @classmethod
    def timed(cls, tree: Path, tests: tuple[str, ...]) -> Stage:
        """Run the tests on the untouched tree: they must pass, and they tell how long is too long."""
        began = time.monotonic()
        if cls(tests, 3600).notices(tree):
            sys.exit(f"the tests fail without any mutant: {' '.join(tests)}")
        return cls(tests, 10 + PATIENCE * (time.monotonic() - began))

    def notices(self, tree: Path) -> bool:
        """Say whether a test of this stage fails in `tree`, or hangs."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *self.tests]
        environment = {**os.environ, "PYTHONPATH": str(tree)}
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command, cwd=tree, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
        )
        try:
            return process.wait(self.bound) != 0
        except subprocess.TimeoutExpired:
            return True
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # with what the tests started
            process.wait()


def _noticed(tree: Path, module: str, mutant: str, stages: list[Stage]) -> bool:
    """Put the mutant in the place of the module and say whether the tests notice."""
    path = tree / module
    original = path.read_text(encoding="utf-8")
    path.write_text(mutant, encoding="utf-8")
    try:
        # The bytecode of the mutant before may have the same time and size.
        shutil.rmtree(path.parent / "__pycache__", ignore_errors=True)
        return any(stage.notices(tree) for stage in stages)
    finally:
        path.write_text(original, encoding="utf-8")
        shutil.rmtree(path.parent / "__pycache__", ignore_errors=True)


def main() -> None:
    """Try the mutants of each module and print a row for it, then those that are alive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--sample", type=int)
    given = parser.parse_args()
    store = sorted(str(path.relative_to(TREE)) for path in (TREE / "baigong/store").glob("*.py"))
    modules = given.modules or [*store, *LEDGER_MODULES]
    with tempfile.TemporaryDirectory() as base:
        trees = [_copy(Path(base) / str(number)) for number in range(given.jobs)]
        for module in modules:
            _report(module, trees, [Stage.timed(trees[0], tests) for tests in _tests(module)], given.sample)


def _tests(module: str) -> list[tuple[str, ...]]:
    """Give the tests that a module's mutants meet, those that notice soonest first."""
    if module in LEDGER_MODULES:
        return [*LEDGER]
    own = f"tests/store/test_{Path(module).name}"
    return [*([(own,)] if (TREE / own).is_file() else []), *STORE]


def _report(module: str, trees: list[Path], stages: list[Stage], sample: int | None) -> None:
    original = (TREE / module).read_text(encoding="utf-8")
    chosen = list(mutants(original))
    whole = len(chosen)
    if sample and sample < whole:
        chosen = random.Random(module).sample(chosen, sample)
    free: queue.Queue[Path] = queue.Queue()
    for tree in trees:
        free.put(tree)

    def noticed(mutant: Mutant) -> bool:
        tree = free.get()
        try:
            return _noticed(tree, module, mutant.code, stages)
        finally:
            free.put(tree)

    began = time.monotonic()
    with ThreadPoolExecutor(len(trees)) as pool:
        alive = [one for one, seen in zip(chosen, pool.map(noticed, chosen), strict=True) if not seen]
    share = f"{len(alive) / len(chosen):.1%}" if chosen else "-"
    print(f"{module}: {len(chosen)} of {whole} mutants, {len(alive)} alive ({share}), {time.monotonic() - began:.0f} s")
    for mutant in sorted(alive, key=lambda one: one.line(original)):
        print(f"  {mutant.line(original)} {mutant.operator}")
        for row in mutant.difference(original):
            print(f"      {row}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
