"""The scripts and the notebook for officers: short, from public names alone, and they run."""

import ast
import contextlib
import csv
import io
import json
import re
import runpy
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.file_names import file_names
from aanbesteding.basis.shipped import shipped

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "scripts"
SCRIPTS = sorted(FOLDER.glob("*.py"))
NOTEBOOK = FOLDER / "eerste-gunning.ipynb"
PAGE = (ROOT / "docs" / "for-the-officer" / "scripts.md").read_text("utf-8")
MOST_LINES = 39
PRICE = "lots.1.price.begeleiding"
Run = Callable[..., str]


@pytest.fixture(name="run")
def run_in_a_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a script as `python NAME.py …` would, and return what it printed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def run(name: str, *arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", [name, *arguments])
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            runpy.run_path(str(FOLDER / name), run_name="__main__")
        return printed.getvalue()

    return run


def _cells(kind: str = "code") -> list[str]:
    found = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == kind]


def _inner(source: str) -> list[str]:
    """Return the names of the package in a source that are not public."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aanbesteding"):
            found += [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Import):
            found += [name.name for name in node.names if name.name.startswith("aanbesteding.")]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "aanbesteding":
            found += [ast.unparse(node)] if node.attr not in aanbesteding.__all__ else []
    return found


def test_there_are_six_scripts_and_each_is_under_forty_lines() -> None:
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in SCRIPTS}
    assert len(lines) == 6
    assert {name: number for name, number in lines.items() if number > MOST_LINES} == {}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_uses_public_names_alone(path: Path) -> None:
    source = path.read_text("utf-8")
    assert "import aanbesteding\n" in source
    assert _inner(source) == []


def test_the_notebook_uses_public_names_alone() -> None:
    assert _inner("\n".join(_cells())) == []


@pytest.mark.parametrize(
    "planted",
    [
        "from aanbesteding.round.run import award",
        "import aanbesteding.basis.texts",
        "aanbesteding.flow.award()",
    ],
)
def test_a_planted_inner_name_is_seen(planted: str) -> None:
    assert len(_inner(planted)) == 1


def test_every_script_and_the_notebook_stand_on_the_page_for_officers() -> None:
    shown = re.findall(r"```\{literalinclude\} \.\./\.\./examples/scripts/(\S+)", PAGE)
    assert sorted(shown) == [path.name for path in SCRIPTS]
    assert f"examples/scripts/{NOTEBOOK.name}" in PAGE


def test_the_scripts_are_shipped_and_are_no_example_of_a_round(tmp_path: Path) -> None:
    assert shipped("examples", FOLDER.name) == FOLDER
    assert FOLDER.name not in aanbesteding.examples()
    with pytest.raises(UnreadableError):
        aanbesteding.new(tmp_path / "r", FOLDER.name)


def test_a_tender_built_in_code_is_a_round_that_can_be_published(run: Run, tmp_path: Path) -> None:
    printed = run("build_a_tender.py", str(tmp_path / "mijn")).splitlines()
    loaded = aanbesteding.load(tmp_path / "mijn")
    assert loaded.ok
    assert loaded.tender is not None
    assert sum(row.volume for row in loaded.tender.demand) == 100
    assert printed[-1] == str(tmp_path / "mijn" / "forms" / "bid-form.xlsx")
    assert Path(printed[-1]).stat().st_size > 0


def test_the_rows_hold_what_was_bid_with_prices_as_excel_in_dutch_reads_them(run: Run) -> None:
    source = ROOT / "examples" / "prijs-en-kwaliteit" / "bids.csv"
    with source.open(encoding="utf-8-sig", newline="") as file:
        bid = list(csv.DictReader(file, delimiter=";"))
    with Path(run("bids_as_rows.py").splitlines()[-1]).open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(row["bidder"], row["capacity"], row["price"]) for row in rows] == [
        (one["bidder.id"], one["lots.1.capacity.begeleiding"], one[PRICE].replace(".", ","))
        for one in bid
    ]


def test_rows_do_not_become_part_of_the_round(run: Run, tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "mijn", "prijs-en-kwaliteit")
    before = aanbesteding.read_round(folder)
    run("bids_as_rows.py", str(folder))
    after = aanbesteding.read_round(folder)
    assert (after.inputs, after.findings) == (before.inputs, before.findings)


def test_rows_hold_no_price_before_the_bids_may_be_opened(run: Run, tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "mijn", "prijs-en-kwaliteit")
    assert aanbesteding.freeze(folder, by=["A. de Vries"]).ok
    with Path(run("bids_as_rows.py", str(folder)).splitlines()[-1]).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["price"] for row in rows] == ["", "", ""]


def test_scenarios_stand_beside_the_award(run: Run) -> None:
    """Two winners with 60 and 50 places, 100 clients, 5,000 euro each, a budget of 550,000.

    A fifth more clients: 120 ask, 110 places. A fifth fewer places: 48 + 40. Tariffs of 5,750:
    the budget pays for 95.
    """
    printed = run("three_scenarios.py").splitlines()
    assert [line for line in printed if line.endswith(" euro")] == [
        "nu: 0 wachten, over 50000 euro",
        "groei: 10 wachten, over -50000 euro",
        "personeel: 12 wachten, over 50000 euro",
        "index: 5 wachten, over -25000 euro",
    ]


def _turned(printed: str) -> list[int]:
    return [int(one) for one in re.findall(r"inschrijvingen wint (\d+) van 200 keer", printed)]


def test_a_formula_that_looks_at_one_bid_never_turns_when_a_loser_leaves(run: Run) -> None:
    printed = run("before_publication.py")
    assert "price.absolute_linear" in printed
    assert _turned(printed) == [0, 0, 0]


def test_another_formula_is_tried_and_the_round_stays_as_it_was(run: Run, tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "mijn", "prijs-en-kwaliteit")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    printed = run("before_publication.py", str(folder), "price.min_max")
    assert "price.min_max" in printed
    assert len(_turned(printed)) == 3
    assert min(_turned(printed)) > 0  # it compares bids: some made-up tenders must turn
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_everyone_who_bid_for_the_lot_has_a_letter_and_nobody_else(run: Run) -> None:
    with (ROOT / "examples" / "amersfoort-2024" / "bids.csv").open(encoding="utf-8-sig") as file:
        bids = list(csv.DictReader(file, delimiter=";"))
    wanted = sorted(one["bidder.name"] for one in bids if one["lots.1.bids"] == "ja")
    made = [Path(line) for line in run("letters_for_one_lot.py").splitlines() if ".docx" in line]
    assert 1 < len(wanted) < len(bids)
    without_number = sorted(path.name.partition("_")[2] for path in made)
    assert without_number == [name.partition("_")[2] for name in file_names(wanted, ".docx")]
    assert all(path.is_file() and path.parent.name == "lot-1" for path in made)


@pytest.mark.programs("uname")  # distributed asks the platform what it runs on
def test_a_cluster_says_of_every_region_what_one_process_says(run: Run, tmp_path: Path) -> None:
    printed = run("national_what_if.py")
    alone = aanbesteding.new(tmp_path / "alone", "een-perceel")
    holds = aanbesteding.robust(alone, futures=8, workers=1).record["robust"]["tested"][0]
    said = dict(re.findall(r"^(\S+): gunning houdt stand in (\d+ van 8)$", printed, re.MULTILINE))
    assert said.keys() == {"een-perceel", "c-plus-2022"}
    assert said["een-perceel"] == f"{holds['holds']['times']} van 8"


def _executed(source: str, names: dict[str, Any]) -> Any:
    """Run one cell, and return what a notebook would show under it."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, NOTEBOOK.name, "exec"), names)  # noqa: S102
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names)  # noqa: S307


def test_the_notebook_is_stored_without_outputs() -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []


def test_the_notebook_runs_from_top_to_bottom_and_shows_the_award(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names: dict[str, Any] = {}
    shown = [_executed(source, names) for source in _cells()]
    pages = [one._repr_html_() for one in shown if hasattr(one, "_repr_html_")]
    assert len(pages) == 2
    assert "De uitkomst in het kort" in pages[0]
    assert "Zorg Beta (fictief)" in pages[0]
    assert "Zorg Beta (fictief)" not in pages[1]
    assert shown.count(True) == 1  # the verification agrees
    assert [] in shown  # nothing was wrong when it was read
