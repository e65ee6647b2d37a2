"""A package written by hand: how it must be spelled, its roots and salts, and what it may hide."""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.dossier.editions.hash_tree import COUNT, Salts, tree_of
from aanbesteding.verification.package import OPENED, PACKAGE, verify_package

SALTS = Salts(bytes(32), "0" * 64)
HASH = "a" * 64
RULES = [{"id": one, "kind": "share"} for one in ("een", "twee", "drie")]
TENDER: dict[str, Any] = {
    "title": "Jeugdhulp",
    "award": {"mode": "rank_order", "tie_ladder": ["draw"]},
    "criteria": [{"id": one, "title": one, "weight": "50"} for one in "xy"],
    "goals": [],
    "lots": [{"id": "1", "title": "Perceel"}],
    "needs": [{"id": "zwaar"}],
    "rounding": [],
    "rules": RULES,
    "scales": [],
    "schedule": {},
    "tariffs": [1, 2],
}
LOT = {"lot": "1", "winners": ["A"], "bids": 2, "outcome": "awarded"}
DRAW = {"lot": "1", "origin": "notary"}
RECORD: dict[str, Any] = {
    "kind": "award",
    "bids": [{"id": "A", "name": "Zorg A"}, {"id": "B", "name": "Zorg B"}],
    "schedule": {},
    "tender": TENDER,
    "decision": {"mode": "rank_order", "outcome": "awarded", "draws": [DRAW], "lots": [LOT]},
}
EVERYTHING: Mapping[str, Any] = {}
Told = list[tuple[str, object, object, object]]


def edition_of(record: Any, **changes: Any) -> dict[str, Any]:
    """What the edition says when all of a record is shown."""
    said = {"format": "aanbesteding-edition/1", "edition": "public", "record_sha256": HASH}
    return {**record, **said, **changes}


def package(
    record: Any = RECORD,
    edition: Any = None,
    wanted: Any = True,
    hashes: Mapping[str, Any] = EVERYTHING,
    **changes: Any,
) -> dict[str, Any]:
    """A package that shows what is wanted of a record."""
    told = edition_of(record) if edition is None else edition
    tree = committed(record, {"edition_sha256": fingerprint(canonical(told)), **hashes}, wanted)
    said = {"format": PACKAGE, "edition": told, "root": tree.hash, "tree": tree.shown}
    return {**said, **changes}


def opened(record: Any = RECORD, wanted: Any = True, **changes: Any) -> dict[str, Any]:
    """What was shown of a record beside the package."""
    hashes = {"edition_sha256": fingerprint(canonical(edition_of(RECORD)))}
    tree = committed(record, hashes, wanted)
    said = {"format": OPENED, "pointers": [], "root": tree.hash, "tree": tree.shown}
    return {**said, **changes}


def committed(record: Any, hashes: Mapping[str, Any], wanted: Any) -> Any:
    """The tree of a record as it is hashed, with its winners by number."""
    said = copy.deepcopy(record)
    for lot in said["decision"]["lots"]:
        lot["winners"] = {"by_number": lot["winners"]}
    whole = {"record_sha256": HASH, **hashes, "record": said}
    shown = wanted if wanted is True else {"record_sha256": True, "edition_sha256": True, **wanted}
    return tree_of(whole, shown, SALTS)


def told(folder: Path, said: Any, *beside: Any, root: str = "") -> Told:
    """What is objected to: the code, the place, what it says and what was counted."""
    paths = [folder / "package.json", *(folder / f"opened-{n}.json" for n in range(len(beside)))]
    for path, one in zip(paths, (said, *beside), strict=True):
        path.write_bytes(one if isinstance(one, bytes) else canonical(one))
    found = verify_package(paths[0], paths[1:], root).findings
    for one in found:
        assert one.blocks
    values = [(one.code, one.values) for one in found]
    return [
        (c, v.get("pointer"), v.get("says"), v.get("counted", v.get("reason"))) for c, v in values
    ]


def test_a_package_that_shows_all_has_nothing_against_it(tmp_path: Path) -> None:
    said = package()
    assert told(tmp_path, said, opened(), root=said["root"]) == []


@pytest.mark.parametrize(
    ("said", "pointer", "reason"),
    [
        (canonical(package()) + b"\n", "/", "spelling"),
        (b"{", "/", "JSON"),
        (b"\xff", "/", "JSON"),
        ([], "/", "format"),
        (package(format=OPENED), "/", "format"),
        (package(more=1), "/", "fields"),
        (package(root=1), "/", "fields"),
        (package(edition=[]), "/", "edition"),
        (package(tree=7), "tree/", "tree"),
        (package(tree={"object": {"a": "x"}}), "tree/a", "tree"),
    ],
)
def test_what_is_not_written_as_a_package_is_told_with_why(
    tmp_path: Path, said: Any, pointer: str, reason: str
) -> None:
    assert told(tmp_path, said) == [("V660", pointer, None, reason)]


def test_what_was_opened_is_read_as_strictly_as_the_package(tmp_path: Path) -> None:
    beside = [opened(), package(), opened(pointers=1, more=1), opened(tree=[])]
    assert told(tmp_path, package(), *beside) == [
        ("V660", "/", None, "format"),
        ("V660", "/", None, "fields"),
        ("V660", "tree/", None, "tree"),
    ]


def test_what_was_opened_needs_no_edition(tmp_path: Path) -> None:
    assert told(tmp_path, package(), opened(pointers="anything")) == []


def test_a_file_that_is_not_there_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        verify_package(tmp_path / "weg.json")


def test_a_root_that_is_not_that_of_its_tree_is_told_alone(tmp_path: Path) -> None:
    true = package()["root"]
    found = told(tmp_path, package(root="b" * 64), opened(root="c" * 64), root="d" * 64)
    assert found == [("V661", None, "b" * 64, true), ("V661", None, "c" * 64, true)]


def test_another_root_than_was_published_is_told_of_every_file(tmp_path: Path) -> None:
    true = package()["root"]
    found = told(tmp_path, package(), opened(), root="d" * 64)
    assert found == [("V662", None, true, "d" * 64)] * 2


def test_what_was_opened_of_another_record_is_told(tmp_path: Path) -> None:
    other = opened({**RECORD, "kind": "award", "extra": 1}, {"record": {"bids": True}})
    assert told(tmp_path, package(), other) == [("V667", None, other["root"], package()["root"])]


def test_one_salt_at_two_places_is_told_with_both(tmp_path: Path) -> None:
    said = package(wanted={"record": {**dict.fromkeys(RECORD, True), "kind": True}})
    members = said["tree"]["object"]
    members["record_sha256"]["salt"] = members["edition_sha256"]["salt"]
    found = verify_package(_put(tmp_path, said)).findings
    told_of = [one.values for one in found if one.code == "V666"]
    assert told_of == [{"pointer": "/record_sha256", "other": "/edition_sha256"}]


def _put(folder: Path, said: Any) -> Path:
    path = folder / "package.json"
    path.write_bytes(canonical(said))
    return path


@pytest.mark.parametrize("name", ["edition_sha256", "record_sha256"])
def test_a_hash_that_is_another_or_hidden_is_told(tmp_path: Path, name: str) -> None:
    true = fingerprint(canonical(edition_of(RECORD))) if name == "edition_sha256" else HASH
    others = package(hashes={name: "e" * 64})
    assert ("V664", name, "e" * 64, true) in told(tmp_path, others)
    hidden = package(wanted={name: False, "record": True})
    assert ("V664", name, "", true) in told(tmp_path, hidden)


def test_counts_that_the_edition_adds_stand_in_no_record(tmp_path: Path) -> None:
    more = {"care": [1], "coverage": {}, "rules_naming_bidders": 0}
    assert told(tmp_path, package(edition=edition_of(RECORD, **more))) == []


def test_what_an_edition_says_otherwise_is_told_with_both(tmp_path: Path) -> None:
    said = edition_of({**RECORD, "kind": "what_if"}, more=1)
    assert told(tmp_path, package(edition=said)) == [
        ("V663", "kind", "what_if", "award"),
        ("V663", "more", "1", "null"),
    ]


def test_a_package_that_hides_its_record_leaves_all_out(tmp_path: Path) -> None:
    found = told(tmp_path, package(edition=edition_of({}), wanted={"record": False}))
    names = ("decision", "kind", "schedule", "tender")
    assert found == [("V665", "record", name, None) for name in names]


@pytest.mark.parametrize(
    "way",
    [
        *(("kind",), ("schedule",), ("tender",), ("decision",)),
        *(("tender", name) for name in sorted({*TENDER} - {"tariffs"})),
        *(("decision", name) for name in ("draws", "lots", "mode", "outcome")),
        *(("tender", "award", name) for name in ("mode", "tie_ladder")),
        *(("tender", "criteria", 1, name) for name in ("id", "title", "weight")),
        *(("tender", "lots", 0, name) for name in ("id", "title")),
        *(("tender", "rules", 2, name) for name in ("id", "kind")),
        *(("decision", "draws", 0, name) for name in DRAW),
        *(("decision", "lots", 0, name) for name in LOT),
    ],
    ids=lambda way: "/".join(map(str, way)),
)
def test_what_everybody_may_see_is_missed_though_the_edition_lacks_it_too(
    tmp_path: Path, way: tuple[str | int, ...]
) -> None:
    said = copy.deepcopy(RECORD)
    del at(said, way[:-1])[way[-1]]
    found = told(tmp_path, package(edition=edition_of(said), wanted={"record": but_for(way)}))
    *above, name = ("record", *map(str, way))
    assert ("V665", "/".join(above), name, None) in found


def test_the_winners_of_a_lot_are_missed_where_only_their_ranking_is_shown(tmp_path: Path) -> None:
    said = copy.deepcopy(RECORD)
    said["decision"]["lots"][0]["winners"] = {}
    wanted = but_for(("decision", "lots", 0, "winners"), {"by_number": False})
    found = told(tmp_path, package(edition=edition_of(said), wanted={"record": wanted}))
    assert ("V665", "record/decision/lots/0/winners", "by_number", None) in found


def at(value: Any, way: Sequence[str | int]) -> Any:
    """What stands at a place."""
    for step in way:
        value = value[step]
    return value


def but_for(way: Sequence[str | int], shown: Any = False, value: Any = RECORD) -> Any:
    """All of a record to be shown, but for one place."""
    if not way:
        return shown
    every = dict.fromkeys(range(len(value)) if isinstance(value, list) else value, True)
    return {COUNT: True, **every, way[0]: but_for(way[1:], shown, value[way[0]])}


def test_an_independent_practice_is_named_by_its_number(tmp_path: Path) -> None:
    kinds = {"B": {"kind": "independent_practice"}, "A": {}}
    bids = [{**bid, **kinds[bid["id"]]} for bid in RECORD["bids"]]
    shown = [bids[0], {**bids[1], "name": "B"}]
    said = edition_of({**RECORD, "bids": shown})
    rest = dict.fromkeys(RECORD, True)
    part = {**rest, "bids": {COUNT: True, 0: True, 1: {"id": True, "kind": True}}}
    assert told(tmp_path, package({**RECORD, "bids": bids}, said, {"record": part})) == []
    assert told(tmp_path, package({**RECORD, "bids": bids}, wanted={"record": rest})) == []


def hiding(*way: str, shown: Any) -> Any:
    """All of the record, but for a list of which less is shown."""
    return {"record": but_for(way, shown)}


def without(name: str, rows: Any, **changes: Any) -> dict[str, Any]:
    """The edition of a record of which a list of the tender shows fewer rows."""
    return edition_of({**RECORD, "tender": {**TENDER, name: rows}}, **changes)


def test_bids_and_prices_may_be_hidden_in_part(tmp_path: Path) -> None:
    bids = hiding("bids", shown={0: True})
    said = edition_of({**RECORD, "bids": [{"id": "A", "name": "Zorg A"}]})
    assert told(tmp_path, package(edition=said, wanted=bids)) == []
    prices = hiding("tender", "tariffs", shown={COUNT: True, 1: True})
    assert told(tmp_path, package(edition=without("tariffs", [2]), wanted=prices)) == []


@pytest.mark.parametrize(
    ("shown", "place", "left"),
    [
        ({COUNT: True, 0: True}, "record/tender/criteria", "1"),
        ({0: True}, "record/tender", "criteria"),
    ],
)
def test_a_criterion_may_not_be_hidden(tmp_path: Path, shown: Any, place: str, left: str) -> None:
    said = package(
        edition=without("criteria", TENDER["criteria"][:1]),
        wanted=hiding("tender", "criteria", shown=shown),
    )
    assert told(tmp_path, said) == [("V665", place, left, None)]


@pytest.mark.parametrize(
    ("stated", "objected"),
    [
        (2, []),
        (1, [("record/tender/rules", "2"), ("rules_naming_bidders", "1")]),
        (0, [("record/tender/rules", "2")]),
        ("2", [("record/tender/rules", "2")]),
    ],
)
def test_as_many_rules_are_hidden_as_name_bidders(
    tmp_path: Path, stated: Any, objected: Any
) -> None:
    wanted = hiding("tender", "rules", shown={COUNT: True, 1: True})
    edition = without("rules", RULES[1:2], rules_naming_bidders=stated)
    found = told(tmp_path, package(edition=edition, wanted=wanted))
    assert found == [("V665", *one, None) for one in objected]


def test_rules_that_name_bidders_cannot_be_counted_where_rules_are_hidden(tmp_path: Path) -> None:
    said = edition_of({**RECORD, "tender": {}}, rules_naming_bidders=3)
    wanted = {"record": {**dict.fromkeys(RECORD, True), "tender": {}}}
    found = told(tmp_path, package(edition=said, wanted=wanted))
    assert ("V665", "rules_naming_bidders", "3", None) in found


def test_the_bid_of_a_winner_is_shown(tmp_path: Path) -> None:
    said = edition_of({**RECORD, "bids": [{"id": "B", "name": "Zorg B"}]})
    found = told(tmp_path, package(edition=said, wanted=hiding("bids", shown={1: True})))
    assert found == [("V665", "record/bids", "A", None)]


def test_what_nobody_could_check_is_told(tmp_path: Path) -> None:
    said, rest = package(), {"counts", "record", "best", "totals", "ranks", "followed", "care"}
    for root, unknown in (("", {"root"}), (said["root"], set())):
        found = verify_package(_put(tmp_path, said), root=root).not_checked
        told_of = {one.key.removeprefix("verify.package_not.") for one in found}
        assert told_of == rest | unknown
