"""Marks of a round: from forms and tables, on the scale and with a reason, or a finding."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.form import assessor_form_for
from aanbesteding.assessment.marks import CONSENSUS, Marks
from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Weight, blocking
from aanbesteding.basis.places import Cell, Line
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.bid import Bid, Bids, Event, EventKind, LotBid
from aanbesteding.workbook.form_book import IDENTITY_SHEET
from aanbesteding.workbook.slots import Value
from aanbesteding.workbook.write import form_bytes
from tests.small_round import altered, filled, tender

TENDER = tender()
HEAD = "assessor;bidder;lot;criterion;mark;reason"
LACKING: dict[tuple[str, ...], Value | None] = {
    ("C", "K02", "team", "mark"): None,
    ("C", "K02", "team", "reason"): None,
}
ASKED = [(b, "C", c) for b in ("K01", "K02") for c in ("wachten", "team")]


def bids(*events: Event) -> Bids:
    lots = (LotBid(lot="C", offers=()),)
    both = tuple(Bid(id=bidder, name=bidder, lots=lots) for bidder in ("K01", "K02"))
    return Bids(both, events=events)


def a_form(
    assessor: str, changes: Mapping[tuple[str, ...], Value | None] | None = None, lang: str = "nl"
) -> bytes:
    values: dict[tuple[str, ...], Value | None] = {}
    for number, (bidder, lot, criterion) in enumerate(ASKED):
        values[lot, bidder, criterion, "mark"] = Decimal(number) / 2
        values[lot, bidder, criterion, "reason"] = f"reden {number}"
    values |= changes or {}
    form = assessor_form_for(TENDER, bids(), assessor, lang)
    return form_bytes(form, {path: value for path, value in values.items() if value is not None})


def put(folder: Path, name: str, content: bytes | str) -> None:
    (folder / "assessments").mkdir(exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    (folder / "assessments" / name).write_bytes(data)


def read(folder: Path, *events: Event) -> Marks:
    return read_marks(folder, TENDER, bids(*events))


def codes(marks: Marks) -> list[str]:
    assert all(finding_text(found, lang) for found in marks.findings for lang in ("nl", "en"))
    codes = [finding.code for finding in marks.findings]
    return [code for code in codes if not code.startswith("A12")]  # the statistics of the panel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for assessor in ("A1", "A2", CONSENSUS):
        put(tmp_path, f"{assessor}.xlsx", a_form(assessor))
    return tmp_path


def table(*changed: str, without: int = -1) -> str:
    lines = [
        f"{assessor};{bidder};{lot};{criterion};{Decimal(n) / 2};reden {n}"
        for assessor in ("A1", "A2", CONSENSUS)
        for n, (bidder, lot, criterion) in enumerate(ASKED)
        if (assessor, n) != (CONSENSUS, without)
    ]
    return "\n".join([HEAD, *lines, *changed])


def test_all_marks_come_sorted_with_the_hash_of_every_file(folder: Path) -> None:
    marks = read(folder)
    assert codes(marks) == []
    assert [(m.assessor, m.bidder, m.criterion) for m in marks.marks] == sorted(
        (assessor, bidder, criterion)
        for assessor in ("A1", "A2", CONSENSUS)
        for bidder, _, criterion in ASKED
    )
    mark = marks.consensus("K02", "C", "team")
    assert mark is not None
    assert (mark.mark, mark.reason) == (Decimal("1.5"), "reden 3")
    assert {r.path: r.sha256 for r in marks.received}["assessments/A1.xlsx"] == fingerprint(
        a_form("A1")
    )


def test_a_table_gives_the_same_marks(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    put(other, "alle.csv", table())
    assert codes(read(other)) == []
    assert read(other).marks == read(folder).marks


def test_the_order_of_the_lines_of_a_table_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "alle.csv", table())
    before = read(tmp_path).marks
    put(tmp_path, "alle.csv", "\n".join([HEAD, *reversed(table().splitlines()[1:])]))
    assert read(tmp_path).marks == before


def test_an_english_form_is_read_in_a_dutch_round(folder: Path) -> None:
    put(folder, "A1.xlsx", a_form("A1", lang="en"))
    assert codes(read(folder)) == []


def test_a_form_may_have_any_name_that_is_not_of_another_assessor(folder: Path) -> None:
    (folder / "assessments/A1.xlsx").rename(folder / "assessments/formulier van A1.xlsx")
    assert codes(read(folder)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{CONSENSUS};K01;C;wachten;7.3;goed", ["A101"]),
        (f"{CONSENSUS};K01;C;wachten;7,5;goed", ["W203"]),
        (f"{CONSENSUS};K01;C;wachten;goed;goed", ["W202"]),
        (f"{CONSENSUS};K01;C;wachten;0;", ["A102"]),
        (f"{CONSENSUS};K01;C;wachten;7.5;", ["A114"]),
        (f"{CONSENSUS};K01;C;wachten;7.5;a\x07b", ["A104", "W216"]),
        (f"{CONSENSUS};K01;C;wachten;;goed", ["A104", "A103"]),
        (f"{CONSENSUS};K01;C;wachten;;", ["A104"]),
    ],
)
def test_a_mark_that_is_no_good_is_told(tmp_path: Path, line: str, expected: list[str]) -> None:
    put(tmp_path, "alle.csv", table(line, without=0))
    assert codes(read(tmp_path)) == expected


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("A9;K01;C;wachten;7;goed", "A106"),
        ("A1;K09;C;wachten;7;goed", "A108"),
        ("A1;K01;C+;wachten;7;goed", "A108"),
        ("A1;K01;C;prijs;7;goed", "A108"),
        ("A1;K01;C;wachten;7;nog een", "A109"),
    ],
)
def test_a_mark_of_or_about_a_stranger_or_given_twice_is_told(
    tmp_path: Path, line: str, code: str
) -> None:
    put(tmp_path, "alle.csv", table(line))
    marks = read(tmp_path)
    assert codes(marks) == [code]
    assert blocking(marks.findings)
    assert marks.findings[-1].place == Line("assessments/alle.csv", 14)


def test_a_mark_off_the_scale_in_a_form_is_told_by_cell(folder: Path) -> None:
    form = assessor_form_for(TENDER, bids(), CONSENSUS, "nl")
    slot = next(s for s in form.slots if s.path == ("C", "K02", "team", "mark"))
    cells = {(slot.sheet, slot.cell): 7.3}
    put(folder, "consensus.xlsx", altered(a_form(CONSENSUS), cells))
    marks = read(folder)
    assert codes(marks) == ["A101"]
    assert marks.findings[0].place == Cell("assessments/consensus.xlsx", slot.sheet, slot.cell)


def test_a_mark_without_reason_in_a_form_points_at_the_empty_cell(folder: Path) -> None:
    put(folder, "consensus.xlsx", a_form(CONSENSUS, {("C", "K02", "team", "reason"): None}))
    form = assessor_form_for(TENDER, bids(), CONSENSUS, "nl")
    slot = next(s for s in form.slots if s.path == ("C", "K02", "team", "reason"))
    (finding,) = read(folder).findings
    assert (finding.code, finding.place) == (
        "A102",
        Cell("assessments/consensus.xlsx", slot.sheet, slot.cell),
    )


def test_the_panel_must_mark_every_bid_that_takes_part(folder: Path) -> None:
    put(folder, "consensus.xlsx", a_form(CONSENSUS, LACKING))
    marks = read(folder)
    assert [(f.code, f.weight) for f in marks.findings] == [("A104", Weight.REPAIRABLE)]
    out = Event(bidder="K02", event=EventKind.WITHDRAWN, reason="trekt zich terug")
    assert codes(read(folder, out)) == []


def test_a_mark_an_assessor_left_out_is_a_notice(folder: Path) -> None:
    put(folder, "A2.xlsx", a_form("A2", LACKING))
    assert [(f.code, f.weight) for f in read(folder).findings] == [("A111", Weight.NOTICE)]


def test_an_assessor_without_a_form_is_a_notice(folder: Path) -> None:
    (folder / "assessments/A2.xlsx").unlink()
    assert [(f.code, f.weight) for f in read(folder).findings] == [("A105", Weight.NOTICE)]


def test_a_round_without_the_panel_is_told_once(folder: Path) -> None:
    (folder / "assessments/consensus.xlsx").unlink()
    assert [(f.code, f.weight) for f in read(folder).findings] == [("A112", Weight.REPAIRABLE)]


def test_the_form_of_one_assessor_under_the_name_of_another_is_told(folder: Path) -> None:
    put(folder, "A2.xlsx", a_form("A1"))
    assert "A107" in codes(read(folder))


def test_a_form_that_cannot_be_read_is_told_and_the_others_are_read(folder: Path) -> None:
    put(folder, "A1.xlsx", b"kapot")
    marks = read(folder)
    assert codes(marks) == ["A105", "W103"]
    assert marks.consensus("K01", "C", "team") is not None
    (folder / "assessments/A1.xlsx").unlink()
    (folder / "assessments/A1.xlsx").mkdir()
    assert codes(read(folder)) == ["A105", "W100"]


def test_a_bid_form_among_the_assessments_is_told(folder: Path) -> None:
    put(folder, "K01.xlsx", filled())
    assert codes(read(folder)) == ["W121"]


def test_a_form_with_a_spoiled_identity_is_told(folder: Path) -> None:
    for about in ("{", "[]", '{"bidders": "{", "assessor": "A1"}', '{"bidders": "[1]"}'):
        put(folder, "A1.xlsx", altered(a_form("A1"), {(IDENTITY_SHEET, "B6"): about}))
        assert blocking(read(folder).findings)


@pytest.mark.parametrize(("content", "code"), [("a;b\n1;2", "A110"), ("a;a\n1;2", "W402")])
def test_a_table_with_other_columns_is_told(folder: Path, content: str, code: str) -> None:
    put(folder, "meer.csv", content)
    assert codes(read(folder)) == [code]


def test_the_marks_of_a_bid_that_was_put_out_are_kept_without_a_finding(folder: Path) -> None:
    out = Event(bidder="K02", event=EventKind.EXCLUDED, reason="uitgesloten")
    marks = read(folder, out)
    assert codes(marks) == []
    assert marks.consensus("K02", "C", "team") is not None


def test_an_empty_table_holds_no_marks(folder: Path) -> None:
    put(folder, "leeg.csv", HEAD)
    assert codes(read(folder)) == []
