"""What a rule was counted on, in names: identifiers with / between them, or joined by +."""

from collections.abc import Collection, Iterable, Mapping

Names = Mapping[str, Mapping[str, str]]

_ASK: tuple[str, ...] = ("lot", "need", "area", "period")
_STORED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("demand", "urgent_served", "waiting", "wait_norm", "reserved"), _ASK),
    "single_provider": _ASK,
    "least_in_area": ("bidder", "lot", "area", "period"),
    "capacity": ("bidder", "lot", "need", "period"),
    "least_size": ("bidder", "lot", "period"),
    "share_of_turnover": ("bidder", "period"),
    "free_capacity": ("lot", "need", "area"),
    "coverage": ("lot", "area", "need"),
    "expertise": ("lot", "expertise"),
    "one_role": ("lot", "company"),
    "conditions": ("bidder", "lot", "number", "period"),
    **dict.fromkeys(("share", "share_ladder", "discounts"), ("bidder", "lot")),
    **dict.fromkeys(("implies", "freeze", "least_quality", "keep_incumbents"), ("bidder", "lot")),
}
_TOLD = {_ASK: ("need", "area", "lot", "period")}
# What stands alone; the lot, or the lots together, where nothing else is named.
_ALONE: Mapping[str, tuple[str, ...]] = {
    "coverage": ("area",),
    "expertise": ("expertise",),
    "budget": ("budget",),
    "freeze": ("bidder",),
    "same_provider": ("bidder",),
    "all_or_nothing": ("bidder", "contract"),
    "lots_per_bidder": ("bidder", "company"),
    "share_of_bidder": ("bidder", "lot", "company"),
    "share_of_turnover": ("bidder",),
}


def told(names: Names, constant: frozenset[str], kind: str, part: str) -> str:
    """Return a part of a rule in words, leaving out what never differs; unknown parts as they are.

    `constant` are the kinds of things of which there is only one.
    """
    things = _STORED.get(kind, ())
    if not things or "/" not in part:
        return _joined(names, _ALONE.get(kind, ("lot",)), part)
    pieces = part.split("/", len(things) - 1)
    if kind == "conditions" and len(pieces) == 3 and pieces[2] in names["period"]:
        things = ("bidder", "lot", "period")
    found = dict(zip(things, pieces, strict=False))
    order = [thing for thing in _TOLD.get(things, things) if thing in found and thing != "number"]
    silent = constant - {"area"} if kind == "coverage" else constant
    said = [thing for thing in order if thing not in silent] or order[:1]
    return ", ".join(_joined(names, (thing,), found[thing]) for thing in said)


def narrowed(names: Names, who: str) -> str:
    """Return identifiers with commas between them in names; those of two different things stay."""
    return ", ".join(_any(names, one) for one in who.split(", "))


def _any(names: Names, one: str) -> str:
    kinds = ("lot", "need", "area", "attribute", "bidder", "contract")
    found = {names[kind][one] for kind in kinds if one in names[kind]}
    return found.pop() if len(found) == 1 else one


def _joined(names: Names, kinds: Iterable[str], part: str) -> str:
    """One thing of these kinds by its name, or several of one kind with + between them."""
    for kind in kinds:
        found = _split(part, names[kind])
        if found:
            return ", ".join(names[kind][one] for one in found)
    return part


def _split(part: str, known: Collection[str]) -> list[str]:
    """The known identifiers a text is made of; a + may also be part of an identifier."""
    if part in known:
        return [part]
    for one in known:
        rest = _split(part[len(one) + 1 :], known) if part.startswith(f"{one}+") else []
        if rest:
            return [one, *rest]
    return []
