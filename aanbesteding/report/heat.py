"""How well each area is served per need level: a heat map, and the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.report.charts import SHOWN
from aanbesteding.report.shapes import Cell, Key, Table, columns, share_of, text_row
from aanbesteding.report.source import Record, Source

PITCH, TOP = 52, 26
LOOKS = ((100, "heat-full"), (90, "heat-1"), (75, "heat-2"), (50, "heat-3"), (0, "heat-4"))
Level = tuple[str, str]


@dataclass(frozen=True)
class Patch:
    """One cell of the map: where it stands in percent, its look, and its figure."""

    x: str
    width: str
    middle: str
    look: str
    text: str


@dataclass(frozen=True)
class Band:
    """The cells of one area, with the name of the area above them."""

    label: str
    label_y: int
    cells_y: int
    patches: tuple[Patch, ...]


@dataclass(frozen=True)
class HeatMap:
    """A map of areas by need levels; `heads` number the levels, `levels` tell them by number."""

    id: str
    title: str
    description: str
    heads: tuple[Patch, ...]
    bands: tuple[Band, ...]
    height: int
    levels: tuple[str, ...]
    keys: tuple[Key, ...]
    note: str


@dataclass(frozen=True)
class Coverage:
    """How much of the demand has help, by area and by lot and need level."""

    have: str
    areas: tuple[str, ...]
    levels: tuple[Level, ...]
    amounts: Mapping[tuple[str, Level], tuple[int, int]]

    def part(self, area: str, level: Level) -> int | None:
        """Return the covered part in whole percents, rounded down; None where nothing is asked."""
        had, asked = self.amounts.get((area, level), (0, 0))
        return min(had * 100 // asked, 100) if asked else None


def coverage_of(rows: Sequence[Record], have: str) -> Coverage | None:
    """Return what is served or offered of the demand, all periods together.

    None where there is but one area: then a map says no more than the table per need level.
    """
    amounts: dict[tuple[str, Level], tuple[int, int]] = {}
    for row in rows:
        key = row["area"], (row["lot"], row["need"])
        had, asked = amounts.get(key, (0, 0))
        amounts[key] = had + min(row[have], row["demand"]), asked + row["demand"]
    areas = tuple(dict.fromkeys(area for area, _ in amounts))
    levels = tuple(dict.fromkeys(level for _, level in amounts))
    return Coverage(have, areas, levels, amounts) if len(areas) > 1 else None


def heat_map(source: Source, found: Coverage | None) -> HeatMap | None:
    """Return the map; None where there is none to draw."""
    if found is None:
        return None
    shown = found.areas[:SHOWN]
    bands = tuple(_band(source, found, area, at) for at, area in enumerate(shown))
    heads = tuple(_patch(at, len(found.levels), "", str(at + 1)) for at in range(len(found.levels)))
    t = source.t
    more = t("report.heat.first", shown=SHOWN) if len(found.areas) > SHOWN else ""
    return HeatMap(
        id=f"chart-heat-{found.have}",
        title=t(f"report.heat.{found.have}.title"),
        description=_told(source, found),
        heads=heads,
        bands=bands,
        height=TOP + len(bands) * PITCH,
        levels=tuple(f"{at}. {source.level(*x)}" for at, x in enumerate(found.levels, start=1)),
        keys=tuple(Key(look, t(f"report.heat.{look}")) for look in _looks(bands)),
        note=" ".join(said for said in (t("report.heat.note"), more) if said),
    )


def coverage_table(source: Source, found: Coverage | None) -> Table | None:
    """Return the same figures as amounts: had of asked, per area and need level."""
    if found is None:
        return None
    labels = [source.t("report.word.area"), *(source.level(*x) for x in found.levels)]
    rows = tuple(
        text_row(
            source.name("area", area), *(_amount(source, found, area, x) for x in found.levels)
        )
        for area in found.areas
    )
    marks = "-" + "n" * len(found.levels)
    caption = source.t(f"report.heat.{found.have}.caption")
    note = source.t("report.heat.each") if found.have == "offered" else ""
    return Table(caption, columns(*labels, numbers=marks), rows, note=note)


def _amount(source: Source, found: Coverage, area: str, level: Level) -> Cell:
    had, asked = found.amounts.get((area, level), (0, 0))
    if not asked:
        return Cell("–")
    said = source.t("report.heat.of", had=had, asked=asked)
    return Cell(said, tone="wait" if had < asked else "")


def _band(source: Source, found: Coverage, area: str, at: int) -> Band:
    top = TOP + at * PITCH
    patches = []
    for place, level in enumerate(found.levels):
        part = found.part(area, level)
        look = "heat-none" if part is None else next(look for least, look in LOOKS if part >= least)
        text = "–" if part is None else source.number(part, 0)
        patches.append(_patch(place, len(found.levels), look, text))
    return Band(source.name("area", area), top + 14, top + 21, tuple(patches))


def _patch(at: int, count: int, look: str, text: str) -> Patch:
    middle = share_of(Fraction(2 * at + 1, 2), count)
    return Patch(share_of(at, count), share_of(1, count), middle, look, text)


def _looks(bands: Sequence[Band]) -> list[str]:
    """The looks that occur, the best covered first."""
    used = {patch.look for band in bands for patch in band.patches}
    return [look for look in (*(look for _, look in LOOKS), "heat-none") if look in used]


def _told(source: Source, found: Coverage) -> str:
    """In words how many cells are covered whole, and which are the worst off."""
    parts = [
        (part, area, level)
        for area in found.areas
        for level in found.levels
        if (part := found.part(area, level)) is not None
    ]
    full = sum(1 for part, _, _ in parts if part == 100)
    said = source.t("report.heat.full", full=full, all=len(parts))
    if full == len(parts):
        return said
    part, area, level = min(parts, key=lambda one: one[0])
    worst = {"area": source.name("area", area), "level": source.level(*level), "part": part}
    return f"{said} {source.t('report.heat.worst', **worst)}"
