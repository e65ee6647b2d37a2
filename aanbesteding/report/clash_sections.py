"""Why nothing fits, as sections: which rules clash, what repairs that, what was there before."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.basis import show
from aanbesteding.report.explained import Section
from aanbesteding.report.listing import Listing
from aanbesteding.report.source import Record, Source

MOST_PARTS = 8


def clash_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of the answer why nothing fits."""
    answer = source.record["answer"]
    if answer["status"] == "before_bids":
        return tuple(_before(source, answer["before_bids"]))
    if answer["status"] != "clash":
        return (Section("clash_groups", source.t(f"clash.status.{answer['status']}")),)
    every = "every" if answer["every_group"] else "some"
    number = len(answer["groups"])
    lead = source.t("clash.lead", groups=number)
    said = (source.t(f"clash.groups.{every}"),)
    groups = tuple(_groups(source, answer["groups"]))
    best = _best(source, answer["best"])
    return (
        Section("clash_groups", lead, said, groups),
        Section("clash_best", best[0], best[1:]),
        Section("clash_repair", source.t("clash.alone.lead"), (), (_alone(source, answer),)),
    )


def _groups(source: Source, groups: Sequence[Record]) -> Iterator[Listing]:
    labels = tuple(source.t(f"clash.group.{head}") for head in ("rule", "says", "where", "proven"))
    for number, group in enumerate(groups, 1):
        rows = []
        for one in group["members"]:
            good = one["without_fits"] and not group["fits"]
            proof = good, source.t(f"clash.group.{'without' if good else 'unsure'}")
            rows.append((_label(source, one), _says(source, one), _parts(source, one), proof))
        key = "clash.group.alone" if len(rows) == 1 else "clash.group.caption"
        caption = source.t(key, number=number, rules=len(rows))
        yield Listing(caption, labels, ("text", "wide", "text", "verdict"), rows)


def _label(source: Source, one: Record) -> str:
    """The name the officer gave a rule, else what kind it is."""
    return source.t(f"rule.{one['kind']}.title") if one["rule"] == one["kind"] else one["rule"]


def _says(source: Source, one: Record) -> str:
    return source.sentence(one["key"], one["values"], one["kind"])


def _parts(source: Source, one: Record) -> str:
    return _few(source, [source.part(one["kind"], part) for part in one["parts"]])


def _few(source: Source, parts: Sequence[str]) -> str:
    """The first of these, and how many more there are."""
    named = list(dict.fromkeys(parts))
    more = len(named) - MOST_PARTS
    shown = "; ".join(named[:MOST_PARTS])
    return source.t("clash.more", shown=shown, more=more) if more > 0 else shown


def _alone(source: Source, answer: Record) -> Listing:
    heads = ("rule", "gives", "becomes", "relative", "where", "proven")
    labels = tuple(source.t(f"clash.alone.{head}") for head in heads)
    kinds = ("text", "text", "text", "share", "wide", "verdict")
    rows = [_repair(source, one) for one in answer["alone"]]
    return Listing(source.t("clash.alone.caption"), labels, kinds, rows, source.t("clash.base"))


def _repair(source: Source, one: Record) -> tuple[Any, ...]:
    label = _label(source, one)
    if one["unit"] == "never":
        return label, source.t("clash.unit.never"), None, None, None, _proof(source, True)
    where = _few(source, [_short(source, one, short) for short in one["short"]])
    relative = Fraction(one["relative"])
    proof = _proof(source, one["proven"])
    return label, _gives(source, one), _becomes(source, one), relative, where, proof


def _proof(source: Source, proven: bool) -> tuple[bool, str]:
    return proven, source.t(f"clash.alone.{'certain' if proven else 'unsure'}")


def _gives(source: Source, one: Record) -> str:
    """How far a rule gives way, in its own unit."""
    said = _amount(source, one["unit"], one["amount"])
    if one["in_all"] != one["amount"]:
        said = source.t("clash.in_all", by=said, all=_amount(source, one["unit"], one["in_all"]))
    return source.t("clash.bidders_own", by=said) if one["bidders_own"] else said


def _amount(source: Source, unit: str, amount: int) -> str:
    if unit == "clients" and not source.people:
        unit = "units"
    return source.t(f"clash.unit.{unit}.{'one' if amount == 1 else 'more'}", n=amount)


def _becomes(source: Source, one: Record) -> str | None:
    if one["limit"] is None:
        return None
    now, then = (_number(source, one["unit"], one[name]) for name in ("limit", "becomes"))
    return source.t("clash.becomes", now=now, then=then)


def _number(source: Source, unit: str, value: Any) -> str:
    number = Fraction(value)
    return source.euro(number) if unit == "euros" else source.number(number)


def _short(source: Source, one: Record, short: Record) -> str:
    """What is counted of a part in the award of the repair, beside what the rule asks."""
    part = source.part(one["kind"], short["part"])
    if one["unit"] in ("parts", "passed", "rule"):
        return part
    cents = 100 if one["unit"] == "euros" else 1
    counted, required = (
        _number(source, one["unit"], Fraction(short[name]) / cents)
        for name in ("counted", "required")
    )
    key = {"<=": "above", ">=": "below"}.get(short["sense"], "other")
    return source.t(f"clash.short.{key}", part=part, counted=counted, required=required)


def _best(source: Source, best: Record | None) -> tuple[str, ...]:
    if best is None:
        return (source.t("clash.best.none"), source.t("clash.best.caution"))
    rules = best["rules"]
    lines = [
        source.t("clash.best.rule", rule=_label(source, one), by=_gives(source, one))
        if one["limit"] is None
        else source.t(
            "clash.best.limit",
            rule=_label(source, one),
            by=_gives(source, one),
            becomes=_becomes(source, one),
        )
        for one in rules
    ]
    total, bound = (Fraction(best[name]) for name in ("relative", "bound"))
    unsure = source.t("clash.best.bound", bound=show.share(bound, source.lang))
    several = "one" if len(rules) == 1 else "several"
    every = "every" if best["every"] else "some"
    return (
        source.t(f"clash.best.{several}", rules=len(rules)),
        *lines,
        source.t(f"clash.best.total_{several}", total=show.share(total, source.lang)),
        *((unsure,) if bound < total else ()),
        source.t(f"clash.best.{every}", choices=best["choices"]),
        source.t(f"clash.best.{'proven' if best['proven'] else 'unproven'}"),
        source.t("clash.best.caution"),
    )


def _before(source: Source, found: Record) -> Iterator[Section]:
    said = [source.t(f"clash.money.{'fixed' if found['firm'] else 'ceiling'}")]
    if found["untold"]:
        said.append(source.t("clash.money.untold", clients=found["untold"]))
    short = [one for one in found["affordable"] if Fraction(one["short_whole"]) > 0]
    urgent = [one for one in short if Fraction(one["short_urgent"]) > 0]
    enough = "part" if found["untold"] else "enough"
    lead = source.t(f"clash.money.{'urgent' if urgent else 'short' if short else enough}")
    lists = (_money(source, found["affordable"]), *_served(source, found))
    yield Section("clash_money", lead, tuple(said), lists)
    groups = tuple(_groups(source, found["clashes"]))
    status = "some" if groups else "none"
    yield Section("clash_before", source.t(f"clash.before.{status}"), (), groups)


def _limit(source: Source, one: Record) -> str:
    name = source.name("budget" if one["kind"] == "budget" else "lot", one["name"])
    return source.t(f"clash.money.{one['kind']}", name=name)


def _money(source: Source, affordable: Sequence[Record]) -> Listing:
    heads = ("limit", "amount", "cost_urgent", "short_urgent", "cost", "short_all")
    amounts = ("ceiling", "urgent", "short_urgent", "whole", "short_whole")
    labels = tuple(source.t(f"clash.money.head.{head}") for head in heads)
    rows = [(_limit(source, one), *(one[name] for name in amounts)) for one in affordable]
    kinds = ("wide", *["cents"] * len(amounts))
    return Listing(source.t("clash.money.caption"), labels, kinds, rows)


def _served(source: Source, found: Record) -> Iterator[Listing]:
    heads = ("need", "asked", "served", "unserved")
    labels = tuple(source.t(f"clash.needs.{head}") for head in heads)
    lists = [(_limit(source, one), one["needs"]) for one in found["affordable"]]
    lists.append((source.t("clash.needs.together"), found["together"]))
    for name, needs in lists:
        rows = [
            (source.name("need", n["need"]), n["asked"], n["served"], n["asked"] - n["served"])
            for n in needs
        ]
        if rows:
            caption = source.t("clash.needs.caption", name=name)
            yield Listing(caption, labels, ("text", *["number"] * 3), rows)
