"""A value of any other kind at any key is a finding; nothing in a tender file raises."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, cast

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanbesteding.basis.findings import Finding, blocking
from aanbesteding.basis.places import Line
from aanbesteding.basis.shipped import shipped
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.load import load
from aanbesteding.tender.save import as_tree
from aanbesteding.tender.tables import RULES, columns, sections, tables
from aanbesteding.tender.tender import Tender

Tree = dict[str, Any]
GOOD: Tree = as_tree(cast(Tender, load(shipped("examples", "een-perceel"))[0]))
PLAIN = (
    True, -1, 0, 10**400, 1.5, float("inf"), float("-inf"), float("nan"), "", " ", "x", "1,5",
    "\N{RIGHT-TO-LEFT OVERRIDE}", "é" * 40_000, date(2025, 1, 1), time(8),
    datetime(2025, 1, 1, 8, tzinfo=UTC),
)  # fmt: skip
MANY: tuple[Any, ...] = ([], [1], ["x", "x"], [[]], [["x"]], [{}], [{"id": "x"}], {}, {"id": {}})
ONE = st.sampled_from((*PLAIN, *MANY))
VALUES = ONE | st.lists(ONE, max_size=3) | st.dictionaries(st.text(max_size=3), ONE, max_size=3)


def _keys() -> Iterator[tuple[str, str, str]]:
    """Yield every key there is as (table or section, kind of rule, key)."""
    for path, fields in sections().items():
        for column in fields:
            yield ".".join(path), "", column.name
        if path:
            yield "", "", ".".join(path)
    for name, fields in tables().items():
        yield "", "", name
        if name != "rules":
            yield from ((name, "", column.name) for column in fields)
    for kind, rule in RULES.items():
        yield from (("rules", kind, column.name) for column in columns(rule))


KEYS = tuple(_keys())


def _spoiled(where: str, kind: str, key: str, value: object) -> Tree:
    """Return a small tender with one value at one key."""
    tree = deepcopy(GOOD)
    if tuple(filter(None, where.split("."))) in sections():
        part = tree
        for step in filter(None, where.split(".")):
            part = part.setdefault(step, {})
        part[key.rpartition(".")[2]] = value
    else:
        own = {"kind": kind, "id": "r"} if kind else {}
        rows = tree.get(where) or [{}]
        tree[where] = [{**(own or rows[0]), key: value}, *rows[1:]]
    return tree


def _told(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        for lang in LANGUAGES:
            assert finding_text(finding, lang)


def _loaded(folder: Path, tree: Tree) -> tuple[Tender | None, tuple[Finding, ...]]:
    (folder / "tender.toml").write_text(tomli_w.dumps(tree), "utf-8")
    tender, findings = load(folder)
    _told(findings)
    return tender, findings


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.sampled_from(KEYS), value=VALUES)
def test_no_value_at_any_key_raises(
    tmp_path: Path, at: tuple[str, str, str], value: object
) -> None:
    tender, findings = _loaded(tmp_path, _spoiled(*at, value))
    assert tender is not None or blocking(findings)


@pytest.mark.parametrize("value", [*PLAIN, *MANY], ids=lambda value: f"{value!r:.12}")
def test_one_value_at_every_key_at_once_is_told_and_raises_nothing(
    tmp_path: Path, value: object
) -> None:
    tree = {c.name: value for c in sections()[()]}
    for path, fields in sections().items():
        if path:
            tree[path[0]] = {c.name: value for c in fields}
    tree |= {name: [{c.name: value for c in fields}] for name, fields in tables().items()}
    tree["rules"] = [
        {**{c.name: value for c in columns(rule)}, "kind": kind} for kind, rule in RULES.items()
    ]
    tender, findings = _loaded(tmp_path, tree)
    assert tender is None
    assert blocking(findings)


@pytest.mark.parametrize("value", [[], ["C"], {"C": 1}, 3])
def test_a_segment_that_is_no_text_is_a_finding_on_its_line(tmp_path: Path, value: object) -> None:
    tender, findings = _loaded(tmp_path, _spoiled("lots", "", "segment", value))
    assert tender is None
    (finding,) = findings
    text = (tmp_path / "tender.toml").read_text("utf-8").splitlines()
    assert finding.code == "T103"
    assert isinstance(finding.place, Line)
    assert "segment" in text[finding.place.line - 1]
