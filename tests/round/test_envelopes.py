"""Two envelopes: no price is read before the quality is frozen and the prices are opened."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aanbesteding
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.round.envelopes import freeze_quality, open_prices
from aanbesteding.round.journal import FILE, Entry, Journal, append, read_journal
from aanbesteding.round.read import read_round, read_without_prices
from aanbesteding.round.sealed import hindrances
from aanbesteding.round.states import PRICES_OPENED, QUALITY_FROZEN
from aanbesteding.round.taking import Noted
from aanbesteding.tender.save import save_toml
from tests.made_up import cases
from tests.two_envelopes import (
    BEFORE,
    BY,
    LATER,
    MARKS,
    NOW,
    PRICES,
    TABLE,
    begin,
    cells_read,
    codes,
    has_prices,
    price_texts,
    put_bid,
    put_marks,
    tender,
    written,
)

ASKED = tender()
OTHER_MARKS = {**MARKS, "K02": 9}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("round") / "r")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "r"))


@pytest.fixture
def frozen(folder: Path) -> Path:
    assert freeze_quality(folder, BY, NOW).ok
    return folder


@pytest.fixture
def opened(frozen: Path) -> Path:
    assert open_prices(frozen, BY, LATER).ok
    return frozen


def stopped(noted: Noted) -> set[str]:
    """The codes that blocked a step, each of which can be said in both languages."""
    assert not noted.ok
    found = [f for f in noted.findings if f.blocks]
    assert all(finding_text(f, lang) for f in found for lang in LANGUAGES)
    return {f.code for f in found}


def steps(folder: Path) -> list[str]:
    names = [entry.step for entry in read_journal(folder).entries]
    assert names[:3] == [*BEFORE]
    return names[3:]


def test_prices_stay_unread_until_the_quality_is_frozen(folder: Path) -> None:
    assert (codes(folder), has_prices(folder)) == ({"R117"}, False)


def test_prices_stay_unread_until_they_are_opened(frozen: Path) -> None:
    assert (codes(frozen), has_prices(frozen)) == ({"R118"}, False)


def test_prices_are_read_once_they_are_opened(opened: Path) -> None:
    assert (codes(opened), has_prices(opened)) == (set(), True)


def test_nothing_is_awarded_before_the_prices_are_opened(folder: Path) -> None:
    for make in (aanbesteding.award, lambda f: aanbesteding.award(f, what_if=True)):
        assert not make(folder).ok
    freeze_quality(folder, BY, NOW)
    assert not aanbesteding.award(folder).ok
    assert not aanbesteding.draw(folder, ["K01"]).ok
    assert {path.name for path in folder.iterdir()} & {"award", "what-if"} == set()


def test_prices_are_not_opened_before_the_quality_is_frozen(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    assert stopped(open_prices(folder, BY, NOW)) == {"R264"}
    assert (folder / FILE).read_bytes() == before


def test_a_freeze_says_who_when_and_of_what(frozen: Path) -> None:
    *_, entry = read_journal(frozen).entries
    assert (entry.time, entry.step, entry.by) == ("2027-04-01T09:30:00Z", "quality_frozen", BY)
    files = {f"bids/{bidder}.xlsx" for bidder in PRICES} | {TABLE}
    assert set(entry.about) == {"tender", "marks", "answers", *files}
    assert entry.about["tender"] == tender().hash
    inputs = read_round(frozen).inputs
    assert {path: entry.about[path] for path in files} == {path: inputs[path] for path in files}


def test_each_step_returns_the_new_head(folder: Path) -> None:
    first = freeze_quality(folder, BY, NOW)
    assert first.head == read_journal(folder).head != ""
    second = open_prices(folder, ("A", "B"), LATER)
    assert second.head == read_journal(folder).head != first.head
    assert second.entry is not None
    assert (second.entry.by, second.entry.previous) == (("A", "B"), first.head)


def test_the_time_is_the_present_when_it_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aanbesteding.round.taking.present", lambda: LATER)
    noted = freeze_quality(folder, BY)
    assert noted.entry is not None
    assert noted.entry.time == "2027-04-02T14:05:59Z"


def test_quality_is_not_frozen_while_a_finding_blocks(folder: Path) -> None:
    text = (folder / TABLE).read_text("utf-8")
    (folder / TABLE).write_text(text.replace("consensus;K02", "consensus;K01", 1), "utf-8")
    assert "A104" in stopped(freeze_quality(folder, BY, NOW))
    assert steps(folder) == []


def test_a_price_that_is_no_good_does_not_stop_the_freeze_and_shows_once_opened(
    folder: Path,
) -> None:
    put_bid(folder, tender(), "K02", lots__1__price__zwaar=None)
    begin(folder)
    assert freeze_quality(folder, BY, NOW).ok
    assert open_prices(folder, BY, LATER).ok
    assert codes(folder) == {"W201"}


def test_changed_marks_stop_the_opening_and_name_the_entry(frozen: Path) -> None:
    put_marks(frozen, OTHER_MARKS)
    assert stopped(open_prices(frozen, BY, LATER)) == {"R119"}
    finding = next(f for f in read_round(frozen).findings if f.code == "R119")
    assert finding.values == {
        "line": 4, "time": "2027-04-01T09:30:00Z", "by": BY, "files": (TABLE,)
    }  # fmt: skip
    assert str(finding.place) == f"{FILE}:4"
    assert not has_prices(frozen)


def test_a_changed_reason_is_a_changed_mark(frozen: Path) -> None:
    text = (frozen / TABLE).read_text("utf-8")
    (frozen / TABLE).write_text(text.replace("omdat", "daarom", 1), "utf-8")
    assert codes(frozen) == {"R119"}


def test_the_same_marks_in_another_file_are_not_changed(frozen: Path) -> None:
    (frozen / TABLE).rename(frozen / "assessments" / "anders.csv")
    assert open_prices(frozen, BY, LATER).ok


def test_quality_can_be_frozen_again_before_the_prices_are_opened(frozen: Path) -> None:
    put_marks(frozen, OTHER_MARKS)
    assert freeze_quality(frozen, BY, LATER).ok
    assert open_prices(frozen, BY, LATER).ok
    assert steps(frozen) == [QUALITY_FROZEN, QUALITY_FROZEN, PRICES_OPENED]
    assert has_prices(frozen)


def test_marks_of_an_earlier_freeze_no_longer_open_anything(frozen: Path) -> None:
    put_marks(frozen, OTHER_MARKS)
    freeze_quality(frozen, BY, LATER)
    put_marks(frozen)
    assert stopped(open_prices(frozen, BY, LATER)) == {"R119"}


def test_after_the_opening_the_quality_cannot_be_frozen_again(opened: Path) -> None:
    assert stopped(freeze_quality(opened, BY, LATER)) == {"R266"}
    assert stopped(open_prices(opened, BY, LATER)) == {"R266"}
    assert steps(opened) == [QUALITY_FROZEN, PRICES_OPENED]


def test_marks_changed_after_the_opening_close_the_prices_and_stop_the_award(
    opened: Path,
) -> None:
    put_marks(opened, OTHER_MARKS)
    assert (codes(opened), has_prices(opened)) == ({"R119"}, False)
    assert not aanbesteding.award(opened).ok


def test_a_changed_added_or_removed_bid_is_named(frozen: Path) -> None:
    put_bid(frozen, tender(), "K02", bidder__name="Anders")
    (frozen / "bids" / "K01.xlsx").rename(frozen / "bids" / "anders.xlsx")
    finding = next(f for f in read_round(frozen).findings if f.code == "R244")
    names = ("bids/K01.xlsx", "bids/K02.xlsx", "bids/anders.xlsx")
    assert finding.values["files"] == names
    assert stopped(open_prices(frozen, BY, LATER)) == {"R244"}


def test_a_bid_whose_price_was_changed_after_the_opening_is_not_read(opened: Path) -> None:
    put_bid(opened, tender(), "K01", lots__1__price__zwaar=500)
    assert (codes(opened), has_prices(opened)) == ({"R244"}, False)


def test_a_tender_changed_after_the_freeze_opens_nothing(frozen: Path) -> None:
    for table in frozen.glob("*.csv"):
        table.unlink()
    save_toml(tender(budgets=[{"id": "jaar", "amount": "999999"}]), frozen)
    assert codes(frozen) == {"R243"}
    assert stopped(open_prices(frozen, BY, LATER)) == {"R243"}


def test_a_tender_made_one_envelope_after_the_freeze_opens_nothing(frozen: Path) -> None:
    text = (frozen / "tender.toml").read_text("utf-8")
    (frozen / "tender.toml").write_text(text.replace('envelopes = "two"', ""), "utf-8")
    assert (codes(frozen), has_prices(frozen)) == ({"R243"}, False)


def test_an_answer_corrected_in_the_register_after_the_freeze_is_named(frozen: Path) -> None:
    head = "bidder;event;reason;field;value;request;answer;decision"
    row = "K01;corrected;r;lots.1.answer.k;Beter;v;a;b"
    (frozen / "register.csv").write_text(f"{head}\n{row}\n", "utf-8")
    finding = next(f for f in read_round(frozen).findings if f.code == "R119")
    assert finding.values["files"] == ("register",)


def test_a_damaged_journal_opens_nothing(opened: Path) -> None:
    lines = (opened / FILE).read_bytes().splitlines(keepends=True)
    (opened / FILE).write_bytes(b"".join(reversed(lines)))
    assert {"R113", "R114"} == codes(opened)
    assert not has_prices(opened)
    assert stopped(open_prices(opened, BY, LATER)) == {"R113", "R114"}


@pytest.mark.parametrize(
    ("order", "line"),
    [
        ((PRICES_OPENED,), 4),
        ((PRICES_OPENED, QUALITY_FROZEN), 4),
        ((QUALITY_FROZEN, PRICES_OPENED, PRICES_OPENED), 6),
        ((QUALITY_FROZEN, PRICES_OPENED, QUALITY_FROZEN), 6),
        ((QUALITY_FROZEN, "anders"), 5),
    ],
)
def test_a_journal_with_a_whole_chain_in_the_wrong_order_opens_nothing(
    folder: Path, order: tuple[str, ...], line: int
) -> None:
    freeze_quality(folder, BY, NOW)
    about = read_journal(folder).entries[-1].about
    begin(folder)
    for step in order:
        append(folder, step, BY, about, NOW)
    found = [f for f in read_round(folder).findings if f.blocks]
    assert {f.code for f in found} == {"R115"}
    assert str(found[0].place) == f"{FILE}:{line}"
    assert not has_prices(folder)


def test_in_one_envelope_nothing_changes_and_no_journal_is_needed(tmp_path: Path) -> None:
    asked = tender(award={"envelopes": "one"})
    folder = written(tmp_path / "r", asked)
    assert (codes(folder), has_prices(folder)) == (set(), True)
    for step in (freeze_quality, open_prices):
        assert stopped(step(folder, BY, NOW)) == {"T384"}
    assert not (folder / FILE).exists()


def test_page_and_workbook_show_the_head_and_who_took_which_step_when(opened: Path) -> None:
    head = read_journal(opened).head
    freeze_said = "1 april 2027, 09:30 UTC, door A. de Vries (regel 4 van het journaal)"
    opening_said = "2 april 2027, 14:05 UTC, door A. de Vries (regel 5 van het journaal)"
    assert aanbesteding.award(opened).ok
    html = (opened / "award" / "award.html").read_text("utf-8")
    book = openpyxl.load_workbook(opened / "award" / "award.xlsx")
    cells = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row}
    begun_said = "2 maart 2027, 08:00 UTC, door C. Bakker en D. Smit (regel 3 van het journaal)"
    for said in (head, begun_said, freeze_said, opening_said):
        assert said in html
        assert said in cells
    assert "De prijzen worden pas gelezen nadat de kwaliteit is vastgesteld." in html


def test_no_price_is_in_anything_that_was_read_before_the_opening(frozen: Path) -> None:
    for found in (read_round(frozen), read_without_prices(frozen)):
        said = repr((found.bids.bids, found.bids.events, found.marks.marks, found.findings))
        assert not [price for price in price_texts() if price in said]
    journal = (frozen / FILE).read_text("utf-8")
    assert not [price for price in price_texts() if f'"{price}"' in journal]


def test_no_cell_of_a_price_is_read_before_the_opening(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = cells_read(monkeypatch)
    read_round(folder)
    freeze_quality(folder, BY, NOW)
    read_round(folder)
    aanbesteding.award(folder)
    aanbesteding.forms(folder)
    open_prices(folder, BY, LATER)
    assert cells
    assert [path for path in cells if path[2:3] == ("price",)] == []
    read_round(folder)
    assert [path for path in cells if path[2:3] == ("price",)]


def entry(number: int, step: str, about: dict[str, str]) -> Entry:
    return Entry(number, "2027-04-01T09:30:00Z", step, BY, about, "")


@settings(max_examples=500)
@given(
    st.lists(
        st.tuples(st.sampled_from((QUALITY_FROZEN, PRICES_OPENED, "ander")), st.integers(0, 1)),
        max_size=5,
    ),
    st.integers(0, 1),
)
def test_of_any_row_of_steps_only_one_opening_after_the_last_and_same_freeze_lets_prices_through(
    rows: list[tuple[str, int]], now: int
) -> None:
    nowhere = Path("/nowhere")
    rules = {"tender": ASKED.hash, "envelopes": "two"}
    begun = [entry(n, step, rules if n == 1 else {}) for n, step in enumerate(BEFORE, start=1)]
    about = [{"tender": "t", "marks": str(marks)} for marks in (0, 1)]
    later = [entry(n, step, about[m]) for n, (step, m) in enumerate(rows, start=4)]
    journal = Journal((*begun, *later))
    names = [step for step, _ in rows]
    freezes = [(n, marks) for n, (step, marks) in enumerate(rows) if step == QUALITY_FROZEN]
    good = (
        names.count(PRICES_OPENED) == 1
        and "ander" not in names
        and bool(freezes)
        and freezes[-1][0] < names.index(PRICES_OPENED)
        and freezes[-1][1] == now
    )
    assert (hindrances(nowhere, ASKED, journal, about[now]) == ()) is good


ACTIONS = ("freeze", "open", "marks", "marks back", "bid", "bid back")


@settings(max_examples=cases(32))
@given(st.lists(st.sampled_from(ACTIONS), min_size=2, max_size=6))
def test_whatever_the_order_of_steps_prices_are_read_only_after_freeze_and_opening(
    made: Path, tmp_path_factory: pytest.TempPathFactory, actions: list[str]
) -> None:
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("any") / "r"))
    bid = folder / "bids" / "K01.xlsx"
    good = bid.read_bytes()
    now, frozen, opened = ("marks", "bid"), None, False
    for action in actions:
        match action:
            case "freeze":
                allowed = not opened and now[1] == "bid"
                assert freeze_quality(folder, BY, NOW).ok is allowed
                frozen = now if allowed else frozen
            case "open":
                allowed = frozen == now and not opened
                assert open_prices(folder, BY, NOW).ok is allowed
                opened = opened or allowed
            case "marks" | "marks back":
                put_marks(folder, OTHER_MARKS if action == "marks" else MARKS)
                now = ("other" if action == "marks" else "marks", now[1])
            case "bid":
                put_bid(folder, tender(), "K01", bidder__name="Anders")
                now = (now[0], "other")
            case "bid back":
                bid.write_bytes(good)
                now = (now[0], "bid")
        assert has_prices(folder) is (opened and frozen == now)
