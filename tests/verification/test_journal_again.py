"""A journal that was tampered with is named; an untouched one verifies."""

import shutil
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.texts import LANGUAGES, finding_text, say
from aanbesteding.round.envelopes import freeze_quality, open_prices
from aanbesteding.round.journal import FILE, append, read_journal
from aanbesteding.round.states import PRICES_OPENED, QUALITY_FROZEN
from aanbesteding.verification.round_files import read_round
from aanbesteding.verification.verify import Verification, verify
from tests.two_envelopes import (
    BY,
    LATER,
    MARKS,
    NOW,
    OPENED_BY,
    TABLE,
    begin,
    put_bid,
    put_marks,
    tender,
    written,
)

Spoil = Callable[[list[bytes]], list[bytes]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("round") / "r")
    put_marks(folder, {**MARKS, "K01": 7})
    assert freeze_quality(folder, ("Eerst",), NOW).ok
    put_marks(folder)
    assert freeze_quality(folder, BY, NOW).ok
    assert open_prices(folder, (*BY, "B"), LATER).ok
    assert aanbesteding.award(folder).ok
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "r"))


def proof(folder: Path) -> Verification:
    return verify(folder / "award" / "award.json")


def codes(folder: Path) -> set[str]:
    found = proof(folder)
    assert all(finding_text(f, lang) for f in found.findings for lang in LANGUAGES)
    assert found.ok is not any(f.blocks for f in found.findings)
    return {f.code for f in found.findings if f.blocks}


def lines(folder: Path) -> list[bytes]:
    return (folder / FILE).read_bytes().splitlines()


def put(folder: Path, rows: list[bytes]) -> None:
    (folder / FILE).write_bytes(b"".join(row + b"\n" for row in rows))


def test_an_untouched_round_verifies_and_says_what_the_journal_proves(folder: Path) -> None:
    found = proof(folder)
    assert found.ok
    keys = [check.key for check in found.checks]
    for key in ("verify.journal", "verify.journal_told", "verify.envelopes"):
        assert key in keys
        assert all(say(key, lang, {"number": 3}) for lang in LANGUAGES)


def test_it_is_said_that_nobody_knows_who_looked_in_another_way(folder: Path) -> None:
    assert "verify.not.looked" in [item.key for item in proof(folder).not_checked]
    other = written(folder.parent / "one", tender(award={"envelopes": "one"}))
    aanbesteding.award(other)
    found = proof(other)
    assert found.ok
    assert "verify.not.looked" not in [item.key for item in found.not_checked]


def test_the_record_tells_the_head_and_who_took_which_step_when(folder: Path) -> None:
    told = read_json((folder / "award" / "award.json").read_bytes())["journal"]
    assert told["head"] == read_journal(folder).head
    assert told["steps"] == [
        {"seq": 1, "time": "2027-03-02T08:00:00Z", "step": "frozen", "by": [*BY]},
        {"seq": 2, "time": "2027-03-02T08:00:00Z", "step": "received", "by": [*BY]},
        {"seq": 3, "time": "2027-03-02T08:00:00Z", "step": "opened", "by": [*OPENED_BY]},
        {"seq": 4, "time": "2027-04-01T09:30:00Z", "step": "quality_frozen", "by": ["Eerst"]},
        {"seq": 5, "time": "2027-04-01T09:30:00Z", "step": "quality_frozen", "by": [*BY]},
        {"seq": 6, "time": "2027-04-02T14:05:59Z", "step": "prices_opened", "by": [*BY, "B"]},
    ]


def test_a_record_without_journal_tells_of_an_empty_one(tmp_path: Path) -> None:
    folder = written(tmp_path / "r", tender(award={"envelopes": "one"}))
    aanbesteding.award(folder)
    told = read_json((folder / "award" / "award.json").read_bytes())["journal"]
    assert told == {"head": "", "steps": []}


def moved(order: tuple[int, ...]) -> Spoil:
    return lambda rows: [*rows[:3], *(rows[3 + n] for n in order)]


def without(line: int) -> Spoil:
    return lambda rows: rows[:line] + rows[line + 1 :]


def twice(line: int) -> Spoil:
    return lambda rows: [*rows[: line + 1], *rows[line:]]


SPOILED: dict[str, Spoil] = {
    **{f"in order {o}": moved(o) for o in permutations(range(3)) if o != (0, 1, 2)},
    **{f"without {n}": without(n) for n in range(6)},
    **{f"twice {n}": twice(n) for n in range(6)},
    "another name": lambda rows: [*rows[:4], rows[4].replace(b"Vries", b"Wit"), rows[5]],
    "another name at the end": lambda rows: [*rows[:5], rows[5].replace(b'"B"', b'"C"')],
    "another time at the end": lambda rows: [*rows[:5], rows[5].replace(b"14:05", b"13:05")],
    "another number": lambda rows: [rows[0].replace(b'"seq":1', b'"seq":9'), *rows[1:]],
    "a key twice": lambda rows: [*rows[:5], rows[5].replace(b"{", b'{"seq":6,', 1)],
    "no JSON": lambda rows: [*rows, b"x"],
    "an empty line": lambda rows: [*rows, b""],
    "nothing left": lambda rows: [],
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_changed_moved_added_or_removed_line_is_caught(folder: Path, name: str) -> None:
    put(folder, SPOILED[name](lines(folder)))
    assert {"V411", "V414"} & codes(folder)


def test_half_a_line_at_the_end_is_caught(folder: Path) -> None:
    (folder / FILE).write_bytes((folder / FILE).read_bytes()[:-1])
    assert "V411" in codes(folder)


def rewritten(folder: Path, *steps: str) -> None:
    """A journal that was written anew as a whole, and a record that tells of it."""
    about = read_journal(folder).entries[4].about
    begin(folder)
    for step in steps:
        append(folder, step, BY, about, NOW)
    record = folder / "award" / "award.json"
    tree = read_json(record.read_bytes())
    read = read_journal(folder)
    told = [{"seq": e.seq, "time": e.time, "step": e.step, "by": list(e.by)} for e in read.entries]
    tree["journal"] = {"head": read.head, "steps": told}
    sha256 = fingerprint((folder / FILE).read_bytes())
    tree["inputs"] = [{**i, "sha256": sha256} if i["path"] == FILE else i for i in tree["inputs"]]
    record.write_bytes(canonical(tree))


@pytest.mark.parametrize(
    "order",
    [
        (PRICES_OPENED, QUALITY_FROZEN),
        (QUALITY_FROZEN, PRICES_OPENED, QUALITY_FROZEN),
        (QUALITY_FROZEN, PRICES_OPENED, PRICES_OPENED),
        (PRICES_OPENED,),
        (QUALITY_FROZEN,),
        (),
    ],
)
def test_a_journal_rewritten_in_another_order_is_caught(
    folder: Path, order: tuple[str, ...]
) -> None:
    rewritten(folder, *order)
    found = codes(folder)
    assert {"V412", "V602"} & found
    assert not {"V411", "V414"} & found


def test_a_journal_rewritten_as_a_whole_shows_only_against_a_head_kept_outside(
    folder: Path,
) -> None:
    head = read_journal(folder).head
    rewritten(folder, QUALITY_FROZEN, PRICES_OPENED)
    assert not [code for code in codes(folder) if code.startswith("V4")]
    assert read_journal(folder).head != head


def test_marks_changed_after_the_freeze_are_caught(folder: Path) -> None:
    put_marks(folder, {**MARKS, "K02": 7})
    pointed = [f for f in proof(folder).findings if f.code == "V413"]
    assert [(f.values["line"], f.values["what"]) for f in pointed] == [(5, "marks")]


def test_the_same_marks_in_a_file_saved_again_are_not_objected_to_as_marks(folder: Path) -> None:
    text = (folder / TABLE).read_text("utf-8")
    (folder / TABLE).write_text(text + "\n", "utf-8")
    assert codes(folder) == {"V201"}


def test_a_tender_and_an_answer_changed_after_the_freeze_are_caught(folder: Path) -> None:
    head = "bidder;event;reason;field;value;request;answer;decision"
    row = "K01;corrected;r;lots.1.answer.k;Beter;v;a;b"
    (folder / "register.csv").write_text(f"{head}\n{row}\n", "utf-8")
    text = (folder / "tender.toml").read_text("utf-8")
    (folder / "tender.toml").write_text(text.replace("Klein", "Groot", 1), "utf-8")
    pointed = {f.values["what"] for f in proof(folder).findings if f.code == "V413"}
    assert pointed == {"answers", "tender"}


def test_a_bid_changed_added_or_removed_after_the_freeze_is_caught(folder: Path) -> None:
    put_bid(folder, tender(), "K01", lots__1__price__zwaar=700)
    (folder / "bids" / "K02.xlsx").rename(folder / "bids" / "anders.xlsx")
    places = sorted(str(f.place) for f in proof(folder).findings if f.code == "V415")
    assert places == ["bids/K01.xlsx", "bids/K02.xlsx", "bids/anders.xlsx"]


def test_a_tender_made_one_envelope_afterwards_is_still_held_to_its_freeze(folder: Path) -> None:
    text = (folder / "tender.toml").read_text("utf-8")
    (folder / "tender.toml").write_text(text.replace('envelopes = "two"', ""), "utf-8")
    assert "V413" in codes(folder)


@pytest.mark.parametrize("says", [None, {}, {"head": "", "steps": []}, "x"])
def test_a_record_that_tells_of_another_journal_is_caught(folder: Path, says: object) -> None:
    record = folder / "award" / "award.json"
    tree = read_json(record.read_bytes())
    tree["journal"] = says
    record.write_bytes(canonical(tree))
    assert codes(folder) & {"V414", "V105", "V201"}


def test_verification_reads_no_price_of_a_round_whose_prices_are_closed(tmp_path: Path) -> None:
    folder = written(tmp_path / "r")
    for step in (lambda: None, lambda: freeze_quality(folder, BY, NOW)):
        step()
        bids = read_round(folder).bids
        assert bids is not None
        assert {o.price for b in bids.bids for lot in b.lots for o in lot.offers} == {None}
    open_prices(folder, BY, LATER)
    bids = read_round(folder).bids
    assert bids is not None
    assert None not in {o.price for b in bids.bids for lot in b.lots for o in lot.offers}
