"""A round folder and its editions: which files, for which awards, and what they say of us."""

import io
import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

import aanbesteding
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.cli.main import main
from aanbesteding.round.editions import editions
from aanbesteding.round.journal import append
from aanbesteding.round.make import new
from aanbesteding.round.run import award
from aanbesteding.round.why import explain

PRICED = "prijs-en-kwaliteit"
PROPERTIES = ("docProps/core.xml", "docProps/app.xml")
# A moment that says nothing; it has to be there for Excel.
FIXED = "2000-01-01T00:00:00Z"


@pytest.fixture(name="done", scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new(tmp_path_factory.mktemp("editions") / "ronde", PRICED)
    assert award(folder).ok
    return folder


@pytest.fixture(name="folder")
def copied(done: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(done, tmp_path / "ronde"))


def test_each_reader_gets_files_of_its_own(folder: Path) -> None:
    made = editions(folder)
    assert made.ok
    assert [path.relative_to(folder / "editions").as_posix() for path in made.files] == [
        "public.json",
        "public.html",
        "public.xlsx",
        "public.ods",
        *(
            f"bidders/{number}_Zorg-{name}-fictief.{ending}"
            for number, name in (("001", "Alfa"), ("002", "Beta"), ("003", "Gamma"))
            for ending in ("json", "html")
        ),
    ]
    assert read_json((folder / "editions" / "public.json").read_bytes()) == made.record


def test_the_open_format_beside_the_public_workbook_holds_the_same_cells(folder: Path) -> None:
    assert editions(folder).ok
    one, other = (
        CalamineWorkbook.from_path(str(folder / "editions" / f"public.{ending}"))
        for ending in ("xlsx", "ods")
    )
    assert one.sheet_names == other.sheet_names
    assert len(one.sheet_names) >= 4
    for name in one.sheet_names:
        cells = [book.get_sheet_by_name(name).to_python() for book in (one, other)]
        assert cells[0] == cells[1], name


def test_the_same_award_gives_the_same_bytes_and_stays_as_it_was(folder: Path) -> None:
    before = (folder / "award" / "award.json").read_bytes()
    once = [path.read_bytes() for path in editions(folder).files]
    assert [path.read_bytes() for path in editions(folder).files] == once
    assert (folder / "award" / "award.json").read_bytes() == before


def test_an_edition_of_a_bidder_who_is_gone_is_removed_and_nothing_else(folder: Path) -> None:
    bidders = folder / "editions" / "bidders"
    bidders.mkdir(parents=True)
    for name in ("004_Zorg-Weg.html", "brief.html"):
        (bidders / name).write_text("x", "utf-8")
    editions(folder)
    assert not (bidders / "004_Zorg-Weg.html").exists()
    assert (bidders / "brief.html").exists()


def test_there_is_nothing_to_show_without_an_award(folder: Path) -> None:
    (folder / "award" / "award.json").unlink()
    assert [finding.code for finding in editions(folder).findings] == ["R304"]


@pytest.mark.parametrize(
    ("kind", "outcome", "code"),
    [
        ("what_if", "awarded", "R301"),
        ("award", "not_proven", "R302"),
        ("award", "draw_needed", "R303"),
    ],
)
def test_what_is_no_award_has_no_editions(folder: Path, kind: str, outcome: str, code: str) -> None:
    path = folder / "award" / "award.json"
    record = read_json(path.read_bytes())
    record["kind"], record["decision"]["outcome"] = kind, outcome
    path.write_bytes(canonical(record))
    found = editions(folder)
    assert ([finding.code for finding in found.findings], found.ok) == ([code], False)
    assert not (folder / "editions").exists()


@pytest.mark.parametrize("gone", ["scores", "decision", "bids", "journal"])
def test_a_record_that_misses_something_is_a_finding(folder: Path, gone: str) -> None:
    path = folder / "award" / "award.json"
    record = read_json(path.read_bytes())
    del record[gone]
    path.write_bytes(canonical(record))
    assert [finding.code for finding in editions(folder).findings] == ["V650"]
    assert not (folder / "editions").exists()


def test_a_record_that_was_not_decided_on_is_a_finding(folder: Path) -> None:
    now = datetime(2027, 5, 10, tzinfo=UTC)
    append(folder, "decided", ["Jansen"], {"award/award.json": "0" * 64}, now)
    assert [finding.code for finding in editions(folder).findings] == ["V651"]


def test_a_text_that_names_another_bidder_is_told(folder: Path) -> None:
    path = folder / "award" / "award.json"
    record = read_json(path.read_bytes())
    record["marks"][0]["reason"] = "Minder goed dan Zorg Gamma (fictief)."
    path.write_bytes(canonical(record))
    (notice,) = editions(folder).findings
    assert (notice.code, notice.values["bidders"]) == ("R305", (record["marks"][0]["bidder"],))


def test_the_command_says_what_to_share_and_with_whom(folder: Path) -> None:
    done = CliRunner().invoke(main, ["editions", str(folder)])
    assert done.exit_code == 0
    assert "public.html" in done.output
    assert "3 edities" in done.output


def test_the_command_stops_where_there_is_no_award(tmp_path: Path) -> None:
    folder = new(tmp_path / "ronde", PRICED)
    done = CliRunner().invoke(main, ["editions", str(folder), "--lang", "en"])
    assert done.exit_code == 1
    assert "R304" in done.output


def test_no_output_says_who_made_it_or_when(folder: Path) -> None:
    award(folder)
    explain(folder)
    editions(folder)
    aanbesteding.forms(folder)
    books = [path for path in sorted(folder.rglob("*.xlsx")) if path.parent.name != "bids"]
    pages = sorted(folder.rglob("*.html"))
    assert {path.parent.name for path in books} >= {"award", "explanation", "editions", "forms"}
    assert [path for path in books if _told(path.read_bytes())] == []
    metas = {name for path in pages for name in _metas(path.read_text("utf-8"))}
    assert metas == {"viewport", "color-scheme", "referrer"}


def _told(content: bytes) -> list[str]:
    """What the properties of a workbook say of people, firms, places and moments."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = "".join(archive.read(name).decode() for name in PROPERTIES)
        dates = {info.date_time for info in archive.infolist()}
    parts = ("creator", "lastModifiedBy", "Company", "Manager", "HyperlinkBase", "description")
    found = [x for part in parts for x in re.findall(rf"<(?:\w+:)?{part}>([^<]+)<", said)]
    moments = re.findall(r"\d{4}-\d\d-\d\dT[^<]*", said)
    return [*found, *(m for m in moments if m != FIXED), *([] if len(dates) == 1 else ["times"])]


def _metas(page: str) -> list[str]:
    return re.findall(r"<meta name=\"([^\"]+)\"", page)


def test_a_planted_author_is_seen(folder: Path) -> None:
    editions(folder)
    content = (folder / "editions" / "public.xlsx").read_bytes()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as other:
        for info in old.infolist():
            part = old.read(info)
            named = b"<dc:creator>Jansen</dc:creator><cp:lastModifiedBy>"
            other.writestr(info, re.sub(rb"<dc:creator>.*<cp:lastModifiedBy>", named, part))
    assert "Jansen" in _told(stream.getvalue())
