from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.findings import Finding, blocking
from aanbesteding.basis.places import Line
from aanbesteding.basis.shipped import shipped
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.load import from_text, load
from aanbesteding.tender.tables import Column

AMSTERDAM = "amsterdam-segment-c-2021"


def test_small_tender_has_no_findings(spoil: Any) -> None:
    tender, findings = spoil()
    assert findings == ()
    assert [need.id for need in tender.needs] == ["zwaar"]


def test_amsterdam_loads_without_blocking_findings() -> None:
    tender, findings = load(shipped("examples", AMSTERDAM))
    assert tender is not None
    assert blocking(findings) == ()


def test_amsterdam_demand_exceeds_its_budget_by_five_million() -> None:
    _, findings = load(shipped("examples", AMSTERDAM))
    (shortage,) = [f for f in findings if f.code == "T318"]
    assert shortage.values["cost"] == Decimal("113000000")
    assert shortage.values["short"] == Decimal("5000000")
    assert shortage.place == Line("budgets.csv", 2)


def test_folder_without_tender_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        load(tmp_path)


def test_two_tender_files_are_one_too_many(small: Any) -> None:
    folder = small()
    (folder / "tender.xlsx").write_bytes(b"x")
    tender, findings = load(folder)
    assert tender is None
    assert [(f.code, f.place) for f in findings] == [("T003", Line("tender.toml"))]


# Every way a TOML or CSV file can be wrong: the edit, the code, the file and what its line says.
SPOILED = [
    ('id = "klein"', 'id = "klein', "T002", "tender.toml", 'id = "klein'),
    ("published = 2024-01-08", "published = 2024-02-30", "T002", "tender.toml", "2024-02-30"),
    ('region = "Regio"\n', "", "T101", "tender.toml", ""),
    ('title = "Perceel 1"\n', "", "T101", "tender.toml", "[[lots]]"),
    ("P1;zwaar;stad;2025;10", "P1;;stad;2025;10", "T101", "demand.csv", "P1;;stad"),
    ('segment = "S"', 'titel = "x"', "T102", "tender.toml", "titel ="),
    ("[price]\n", "[prijs]\n", "T102", "tender.toml", "[prijs]"),
    ('region = "Regio"', "region = 7", "T103", "tender.toml", "region = 7"),
    ("weight = 0\n", 'weight = "nul"\n', "T104", "tender.toml", "nul"),
    ("weight = 0\n", 'weight = "1,5"\n', "T105", "tender.toml", "1,5"),
    (";40;tien", ";40,5;tien", "T105", "criteria.csv", "40,5"),
    ("priority = 1", "priority = 1.5", "T106", "tender.toml", "1.5"),
    (";2025;10", ";2025;10.5", "T106", "demand.csv", "10.5"),
    (";2025;10", ";2025;1_000", "T106", "demand.csv", "1_000"),
    ("start = 2025-01-01", "start = 2025-01-01T08:00:00", "T107", "tender.toml", "T08"),
    ("start = 2025-01-01", 'start = "1 januari"', "T107", "tender.toml", "januari"),
    ("start = 2025-01-01", "start = 20250101", "T107", "tender.toml", "20250101"),
    ('unit = "cliënt"', 'urgent = "ja"', "T108", "tender.toml", "urgent"),
    ('procedure = "sas"', 'procedure = "sos"', "T109", "tender.toml", "sos"),
    ('"draw"]', '"gokken"]', "T109", "tender.toml", "gokken"),
    ('segment = "S"', "needs = 3", "T110", "tender.toml", "needs = 3"),
    ("[price]\n", "[[price]]\n", "T110", "tender.toml", "[[price]]"),
    ("priority = 1", "priority = 0", "T111", "tender.toml", "priority"),
    ("at_most = 0.5", "at_most = 50", "T112", "tender.toml", "at_most = 50"),
    ('id = "wijk"', 'id = "de wijk"', "T113", "tender.toml", "de wijk"),
    ("500000.00", "500000.005", "T114", "budgets.csv", "500000.005"),
    ('title = "Kleine aanbesteding"', 'title = ""', "T115", "tender.toml", 'title = ""'),
    ('name = "Wijk"', f'name = "{"w" * 30_001}"', "T116", "tender.toml", "wwww"),
    (";60;", ";60.1234567890123456;", "T117", "criteria.csv", "60.12"),
    ('kind = "share"', 'kind = "deel"', "T118", "tender.toml", "RULE 2"),
    ('label = "Zwaar"', 'label = "a\\u0007b"', "T119", "tender.toml", "u0007"),
    ('kind = "spend"', 'kind = "spend"\nneed = "zwaar"', "T343", "tender.toml", "[[goals]]"),
    ("at_most = 2\n", "", "T345", "tender.toml", "[[rules]]"),
    ("at_most = 2\n", "at_most = 2\nat_least = 3\n", "T346", "tender.toml", "[[rules]]"),
    ("id;amount", "id;bedrag", "T006", "budgets.csv", "bedrag"),
    ("id;amount", "id;amount;id", "T007", "budgets.csv", "id;amount;id"),
    ("b1;500000.00", "b1;500000.00;4", "T005", "budgets.csv", "b1"),
    ("b1;500000.00", 'b1;"500000.00', "T005", "budgets.csv", ""),
    ("id;amount\nb1;500000.00\n", "\n", "T006", "budgets.csv", ""),
    ("[[goals]]", "[[demand]]\n[[goals]]", "T004", "tender.toml", "[[demand]]"),
]


def _line(file: Path, marker: str) -> int:
    """Return the line that holds the marker; none is the file as a whole."""
    if not marker:
        return 0
    lines = file.read_text("utf-8").split("\n")
    if marker == "RULE 2":
        return [number for number, line in enumerate(lines, 1) if line == "[[rules]]"][1]
    return next(number for number, line in enumerate(lines, 1) if marker in line)


@pytest.mark.parametrize(("old", "new", "code", "file", "marker"), SPOILED)
def test_finding_names_file_and_line(
    small: Any, old: str, new: str, code: str, file: str, marker: str
) -> None:
    folder = small((old, new))
    _, findings = load(folder)
    place = Line(file, _line(folder / file, marker))
    assert (code, place) in {(f.code, f.place) for f in findings}
    assert blocking(findings)


@pytest.mark.parametrize("edit", [(old, new) for old, new, *_ in SPOILED])
def test_every_finding_can_be_said_in_both_languages(spoil: Any, edit: tuple[str, str]) -> None:
    _, findings = spoil(edit)
    for finding in findings:
        for lang in LANGUAGES:
            assert finding_text(finding, lang).startswith(finding.code)


def test_all_problems_are_told_at_once(spoil: Any) -> None:
    _, findings = spoil(
        ("priority = 1", "priority = 0"), (";40;", ";veertig;"), ("500000.00", "-1")
    )
    assert sorted(f.code for f in findings) == ["T104", "T111", "T111"]


def test_a_wrong_value_is_told_once(spoil: Any) -> None:
    _, findings = spoil(("weight = 0\n", 'weight = "nul"\n'))
    assert [f.code for f in findings] == ["T104"]


@pytest.mark.parametrize(
    ("file", "content", "code", "line"),
    [
        ("tender.toml", b'id = "x"\ntitle = "\xff"\n', "T001", 2),
        ("budgets.csv", b"id;amount\nb1;1\nb\xe9;1\n", "T001", 3),
        ("tender.toml", b"", "T101", 0),
        ("tender.toml", b"# niets\n", "T101", 0),
        ("tender.toml", b"x = " + b"9" * 5000, "T002", 0),
    ],
)
def test_broken_bytes_are_a_finding(
    small: Any, file: str, content: bytes, code: str, line: int
) -> None:
    folder = small()
    (folder / file).write_bytes(content)
    _, findings = load(folder)
    assert (code, Line(file, line)) in {(f.code, f.place) for f in findings}


@pytest.mark.parametrize("name", ["tender.toml", "budgets.csv"])
def test_folder_in_place_of_a_file_is_a_finding(small: Any, name: str) -> None:
    folder = small()
    (folder / name).unlink()
    (folder / name).mkdir()
    _, findings = load(folder)
    assert ("W100", Line(name)) in {(f.code, f.place) for f in findings}


def test_byte_order_mark_and_windows_line_ends_change_nothing(small: Any) -> None:
    folder = small()
    before, _ = load(folder)
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after, findings = load(folder)
    assert findings == ()
    assert after == before


def test_row_after_a_cell_of_two_lines_has_its_own_line(spoil: Any) -> None:
    edit = (
        ("tien;0;niets;Niets", 'tien;0;niets;"Niets\nof minder"'),
        ("tien;10;alles", "tien;x;alles"),
    )
    _, findings = spoil(*edit)
    assert [(f.code, f.place) for f in findings] == [("T104", Line("scales.csv", 4))]


def test_known_segment_labels_get_our_description(spoil: Any) -> None:
    segments = ('[[segments]]\nid = "S"\ndescription = "Hulp"\n', "")
    tender, findings = spoil(segments, ('segment = "S"', 'segment = "C+"'))
    assert [s.id for s in tender.segments] == ["C+"]
    assert findings == ()


def test_own_segment_labels_are_left_alone(spoil: Any) -> None:
    tender, _ = spoil()
    assert [s.description for s in tender.segments] == ["Hulp"]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "12", 12),
        ("integer", "1_000", "1_000"),
        ("number", "0.333", Decimal("0.333")),
        ("number", "1e3", "1e3"),
        ("number", "NaN", "NaN"),
        ("yes_no", "true", True),
        ("yes_no", "ja", "ja"),
        ("list", "a, b", ["a", "b"]),
        ("day", "2021-02-30", "2021-02-30"),
        ("day", "20210228", "20210228"),
        ("text", " x ", "x"),
    ],
)
def test_text_of_a_cell_is_read_strictly(kind: Any, text: str, value: object) -> None:
    assert from_text(Column("x", kind, False, ""), text) == value


def test_findings_come_in_the_order_of_the_file(spoil: Any) -> None:
    _, findings = spoil(("priority = 1", "priority = 0"), ('region = "Regio"', "region = 1"))

    def line(finding: Finding) -> int:
        assert isinstance(finding.place, Line)
        return finding.place.line

    assert [line(f) for f in findings] == sorted(line(f) for f in findings)


def test_a_table_with_a_misspelt_name_is_noticed(tmp_path: Path) -> None:
    text = (shipped("examples", "start") / "tender.toml").read_text("utf-8")
    declared = text.replace("expertise = ", 'interest = "geen"\nexpertise = ')
    (tmp_path / "tender.toml").write_text(declared, "utf-8")
    (tmp_path / "demnd.csv").write_text("lot;need\n", "utf-8")
    _, findings = load(tmp_path)
    assert [(f.code, f.place) for f in findings] == [("T008", Line("demnd.csv"))]
