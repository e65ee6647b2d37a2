"""A tender survives being written and read, as TOML with CSV and as the officer's workbook."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from aanbesteding.basis.findings import blocking
from aanbesteding.basis.shipped import shipped
from aanbesteding.rules import AnyRule
from aanbesteding.rules.goals import Goal
from aanbesteding.tender.load import load
from aanbesteding.tender.save import save_toml
from aanbesteding.tender.sheet import save_workbook
from aanbesteding.tender.tables import RULES, Column, columns, sections, tables
from aanbesteding.tender.tender import Tender
from tests.made_up import cases

Save = Callable[[Tender, Path], None]
WAYS: dict[str, Save] = {
    "toml": save_toml,
    "nl": lambda tender, folder: save_workbook(tender, folder / "tender.xlsx", "nl"),
    "en": lambda tender, folder: save_workbook(tender, folder / "tender.xlsx", "en"),
}

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,8}", fullmatch=True)
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t")
TEXTS = st.text(SIGNS, min_size=1, max_size=20).map(str.strip).filter(bool)
# Text that means something to a spreadsheet, to TOML or to CSV.
TRICKY = st.sampled_from(
    ["=1+1", "007", "1,5", "ja", "_x0041_", "a;b", '"', "'", "'''", '"""', "#", "\\", "€", "2021",
     "true", "a\nb", "TRUE", "1-4-2020", "@x", "a, b", "a\u2028b", "http://x.nl", "internal:x"]
)  # fmt: skip
DIGITS = st.decimals(0, 1, places=9, allow_nan=False)
CENTS = st.integers(1, 10**14).map(lambda cents: Decimal(cents).scaleb(-2))
IDENTIFIERS = {
    "id", "lot", "need", "area", "period", "parent", "scale", "lots", "needs", "areas",
    "periods", "expertise", "version", "indexed_from", "scenario", "assessor", "bidder", "criteria",
    "attributes", "bidders", "contracts", "also_lots", "also_contracts",
}  # fmt: skip
ABOVE_ONE = ("span", "multiple", "exponent", "benchmark_share", "euro_per_point")
PATTERNS = {"kvk": "[0-9]{8}", "draw_seed_hash": "[0-9a-f]{64}"}
SMALL = {
    "decimals": 9,
    "standstill_days": 365,
    "priority": 1000,
    "term_years": 100,
    "free_within_weeks": 520,
}


def _value(column: Column) -> st.SearchStrategy[Any]:
    match column.kind:
        case "choice":
            return st.sampled_from(column.choices)
        case "list":
            inner = st.sampled_from(column.choices) if column.choices else IDS
            return st.lists(inner, max_size=3)
        case "yes_no":
            return st.booleans()
        case "integer":
            return st.integers(1, SMALL.get(column.name, 10**9))
        case "number":
            above = column.name in ABOVE_ONE
            return DIGITS.map(lambda digits: digits + 2) if above else DIGITS
        case "euro":
            return CENTS
        case "day":
            return st.dates(date(1950, 1, 1), date(2150, 1, 1))
    if column.name in PATTERNS:
        return st.from_regex(PATTERNS[column.name], fullmatch=True)
    return IDS if column.name in IDENTIFIERS else TEXTS | TRICKY


@st.composite
def _row(draw: Any, given_columns: tuple[Column, ...]) -> dict[str, Any]:
    row = {}
    for column in given_columns:
        if column.required or draw(st.booleans()):
            row[column.name] = draw(_value(column))
    return row


OPTIONAL = ("at_least", "at_most", "at_most_share", "weight", "need", "attribute", "penalty")


@st.composite
def _fitting(draw: Any, model: Any, given_columns: tuple[Column, ...], kind: str) -> dict[str, Any]:
    """A row of a rule or goal, with as many of its bounds as fit together."""
    row: dict[str, Any] = draw(_row(given_columns)) | {"kind": kind}
    bare = {name: value for name, value in row.items() if name not in OPTIONAL}
    extra = [(name, value) for name, value in row.items() if name in OPTIONAL]
    extra += [("at_most", 1), ("at_least", 1), ("at_most_share", Decimal(1))]
    for name, value in extra:
        if name not in bare and (_fits(model, {**bare, name: value}) or not _fits(model, bare)):
            bare[name] = value
    kept = bare if _fits(model, bare) else {"kind": kind}
    return kept if _fits(model, kept) else reject()


def _fits(model: Any, row: dict[str, Any]) -> bool:
    try:
        TypeAdapter(model).validate_python(row)
    except ValidationError:
        return False
    return True


RULE_ROWS = st.sampled_from(sorted(RULES)).flatmap(
    lambda kind: _fitting(AnyRule, columns(RULES[kind]), kind)
)
GOAL_ROWS = st.sampled_from(
    next(column.choices for column in tables()["goals"] if column.name == "kind")
).flatmap(lambda kind: _fitting(Goal, tables()["goals"], kind))
OWN_ROWS = {"rules": RULE_ROWS, "goals": GOAL_ROWS}


@st.composite
def tenders(draw: Any) -> Tender:
    tree: dict[str, Any] = {}
    for path, given_columns in sections().items():
        part = tree
        for step in path:
            part = part.setdefault(step, {})
        part.update(draw(_row(given_columns)))
    for name, given_columns in tables().items():
        needed = 1 if Tender.model_fields[name].is_required() else 0
        row = OWN_ROWS[name] if name in OWN_ROWS else _row(given_columns)
        rows = draw(st.lists(row, min_size=needed, max_size=3))
        tree |= {name: rows} if rows else {}
    # Labels of our own ready set would get our descriptions when they come back.
    tree.setdefault("segments", [{"id": "X", "description": "Eigen"}])
    return Tender.model_validate(tree)


def _through(save: Save, tender: Tender) -> Tender | None:
    with TemporaryDirectory() as folder:
        save(tender, Path(folder))
        return load(Path(folder))[0]


@settings(
    max_examples=cases(40), deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
@given(tender=tenders(), way=st.sampled_from(sorted(WAYS)))
def test_any_tender_comes_back_as_it_was(tender: Tender, way: str) -> None:
    back = _through(WAYS[way], tender)
    assert back == tender
    assert back.hash == tender.hash


@pytest.mark.parametrize("way", WAYS)
def test_amsterdam_comes_back_with_the_same_hash(way: str) -> None:
    tender, _ = load(shipped("examples", "amsterdam-segment-c-2021"))
    assert tender is not None
    back = _through(WAYS[way], tender)
    assert back == tender
    assert back.hash == tender.hash


def test_toml_to_workbook_to_toml_is_the_same_text(tmp_path: Path) -> None:
    tender, _ = load(shipped("examples", "amsterdam-segment-c-2021"))
    assert tender is not None
    save_toml(tender, tmp_path / "a")
    save_workbook(tender, tmp_path / "b.xlsx")
    (tmp_path / "w").mkdir()
    (tmp_path / "b.xlsx").rename(tmp_path / "w" / "tender.xlsx")
    back, findings = load(tmp_path / "w")
    assert back is not None
    assert not blocking(findings)
    save_toml(back, tmp_path / "c")
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "c").iterdir()} == first


def test_same_tender_gives_the_same_workbook_bytes(spoil: Any, tmp_path: Path) -> None:
    tender, _ = spoil()
    save_workbook(tender, tmp_path / "a.xlsx")
    save_workbook(tender, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_table_that_became_empty_leaves_no_file(spoil: Any, tmp_path: Path) -> None:
    tender, _ = spoil()
    save_toml(tender, tmp_path / "out")
    save_toml(tender.model_copy(update={"budgets": ()}), tmp_path / "out")
    back, _ = load(tmp_path / "out")
    assert back is not None
    assert back.budgets == ()


@pytest.mark.parametrize(("typed", "kept"), [("1.50", "1.5"), ("1E+1", "10"), ("0.333", "0.333")])
def test_number_is_kept_in_one_spelling(spoil: Any, typed: str, kept: str) -> None:
    tender, _ = spoil((";60;", f";{Decimal(typed):f};"))
    assert str(tender.criteria[0].weight) == kept


def test_amount_is_kept_with_two_decimals(spoil: Any) -> None:
    tender, _ = spoil(("500000.00", "500000"))
    assert str(tender.budgets[0].amount) == "500000.00"
