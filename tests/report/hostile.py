"""Records in which every text a person typed is hostile, and the same with harmless words."""

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import ValidationError

from aanbesteding.report.explained import explained_page
from aanbesteding.report.lab_page import lab_page
from aanbesteding.report.page import page
from aanbesteding.report.panel_page import panel_page
from aanbesteding.report.questions import answered
from aanbesteding.report.scenario_page import scenario_page
from aanbesteding.round.alternatives import alternatives
from aanbesteding.round.compare import compare
from aanbesteding.round.frontier import frontier
from aanbesteding.round.make import new
from aanbesteding.round.panel import panel
from aanbesteding.round.rules_cost import rules_cost
from aanbesteding.round.why import explain
from aanbesteding.round.why_infeasible import why_infeasible
from aanbesteding.tender.tender import Tender
from tests.report import sample, test_lab_page, test_robust_report, test_scenario_reports

Record = dict[str, Any]
Path_ = tuple[Any, ...]
Word = Callable[[int], str]
PAYLOADS = (
    "<script>window.hit=1;alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='alert(1)' x='",
    "\" onmouseover=\"alert(1)\" style=\"color:red",
    "javascript:alert(1)//http://evil.example/x",
    "</title></style></svg><svg onload=alert(1)>",
    "{{7*7}}{% for x in range(9) %}a{% endfor %}",
    "\u202egnp.exe\u2066 \u200f",
    "a\x7fb\x85\u2028c\ufffe",
    "<!-- -->]]><?xml?>&lt;b&gt;&#60;b&#62;",
    "url(http://evil.example) @import 'http://evil.example'",
    "<base href=http://evil.example><link rel=stylesheet href=//evil.example>",
    "{naam} {0} %s %(x)s ${x} #{x}",
)  # fmt: skip
REFERS = {
    ("changes", "*", "rule"), ("changes", "*", "field"), ("price", "formula"),
    ("criteria", "*", "formula"), ("criteria", "*", "scale"), ("contracted", "*", "need"),
    ("bridging", "*", "by"),
}  # fmt: skip
ELSEWHERE = {
    "bids": {"name", "kind", "contact", "lead"},
    "events": {"reason", "request", "answer", "decision", "before", "value"},
    "marks": {"reason"},
    "inputs": {"path"},
    "bids_from": {"path"},
    "draws": {"about"},
}


def hostile(number: int) -> str:
    """A text of that number, full of markup, code and signs nobody can see."""
    return f"N{number:05d} {PAYLOADS[number % len(PAYLOADS)]}"


def harmless(number: int) -> str:
    """A text of the same length that sorts in the same place."""
    return f"N{number:05d} {'x' * len(PAYLOADS[number % len(PAYLOADS)])}"


def typed(record: Mapping[str, Any]) -> list[Path_]:
    """Where in a record stands text that somebody typed and the tender or bid would accept."""
    found = [("tender", *path) for path in _of_tender(record["tender"])]
    for part, keys in ELSEWHERE.items():
        for path, _ in _leaves(record.get(part, []), (part,)):
            own = path[-2] if isinstance(path[-1], int) and len(path) > 2 else path[-1]
            if own in keys or own == "subcontractors":
                found.append(path)
    return [*found, ("package",)]


def spoiled(record: Mapping[str, Any], word: Word) -> Record:
    """The record with another word in every place that somebody typed."""
    changed = copy.deepcopy(dict(record))
    for number, path in enumerate(typed(record)):
        inner: Any = changed
        for step in path[:-1]:
            inner = inner[step]
        if inner[path[-1]]:
            inner[path[-1]] = word(number)
    return changed


def _of_tender(tender: Record) -> Iterator[Path_]:
    """Texts of the tender that may be anything: not identifiers, numbers or choices."""
    free: dict[Path_, bool] = {}
    for path, _ in _leaves(tender):
        kind = _kind(path)
        if kind not in free:
            free[kind] = kind not in REFERS and _accepts(tender, path)
        if free[kind]:
            yield path


def _accepts(tender: Record, path: Path_) -> bool:
    changed = copy.deepcopy(tender)
    inner: Any = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = "N0 <b>'\"{{7*7}}"
    try:
        Tender.model_validate(changed)
    except ValidationError:
        return False
    return True


def _kind(path: Path_) -> Path_:
    return tuple("*" if isinstance(step, int) else step for step in path)


def _leaves(tree: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    match tree:
        case dict():
            for key, one in tree.items():
                yield from _leaves(one, (*path, key))
        case list():
            for number, one in enumerate(tree):
                yield from _leaves(one, (*path, number))
        case str():
            yield path, tree


Show = Callable[[Record], str]


@cache
def pages() -> Mapping[str, tuple[Record, Show]]:
    """A record of every kind of page, with what makes the page of it."""
    found: dict[str, tuple[Record, Show]] = {}
    for name in ("awarded", "what_if", "nothing_fits", "drawn", "lots", "regions", "shelf"):
        found[f"award, {name}"] = (sample.record(name), lambda one: page(one, "nl", "f" * 64))
    for name in ("price.linear_span", "lots"):
        found[f"lab, {name}"] = (dict(test_lab_page.record(name)), lambda one: lab_page(one, "nl"))
    for scenario in ("holland_rijnland", "no_award"):
        held = dict(test_scenario_reports.record(scenario))
        found[f"scenarios, {scenario}"] = (held, lambda one: scenario_page(one, "nl"))
    robust = dict(test_robust_report.record("wide"))
    found["robust"] = (robust, lambda one: scenario_page(one, "nl"))
    with TemporaryDirectory() as home:
        for kind, record in _of_a_round(Path(home)):
            found[kind] = (record, panel_shown if kind == "panel" else explained_shown)
    return found


def panel_shown(record: Record) -> str:
    """The page of the panel."""
    return panel_page(record, "nl")


def explained_shown(record: Record) -> str:
    """The page of one answer."""
    return explained_page([answered(record, "nl")], record["kind"])


def _of_a_round(home: Path) -> Iterator[tuple[str, Record]]:
    new(home / "one", "een-perceel")
    new(home / "clash", "regels-die-botsen")
    yield "panel", dict(panel(home / "one").record)
    for ask in (explain, compare, rules_cost, alternatives, frontier):
        record = dict(ask(home / "one").record)
        yield f"explained, {record['kind']}", record
    yield "explained, clash", dict(why_infeasible(home / "clash").record)
