"""Which areas lie in which, worked out from the parents the tender states."""

from collections.abc import Mapping

from aanbesteding.tender.tender import Tender

Inside = Mapping[str, frozenset[str]]


def inside(tender: Tender) -> Inside:
    """Return per area the areas it consists of: itself and everything under it."""
    parent = {area.id: area.parent for area in tender.areas}
    found: dict[str, set[str]] = {area: set() for area in parent}
    for area in parent:
        above: str | None = area
        seen: set[str] = set()
        while above in found and above not in seen:
            found[above].add(area)
            seen.add(above)
            above = parent[above]
    return {area: frozenset(parts) for area, parts in found.items()}


def leaves(tender: Tender) -> Inside:
    """Return per area the areas under it that bidders can say to serve; a leaf has itself."""
    parents = {area.parent for area in tender.areas}
    return {
        area: frozenset(part for part in parts if part not in parents)
        for area, parts in inside(tender).items()
    }
