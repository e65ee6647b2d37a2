"""What only shows across bids: double bidders, equal files, and what the register decides."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line, Place
from aanbesteding.bids.bid import Bid, Event
from aanbesteding.bids.consortium import same_name
from aanbesteding.tender.tender import Tender

Noted = tuple[Event, Place]


@dataclass(frozen=True)
class Source:
    """One bid as it came in: its file (or line of one), the bid and what is wrong with it."""

    label: str
    place: Place
    sha256: str
    bid: Bid | None
    findings: tuple[Finding, ...]

    @property
    def stem(self) -> str:
        """The name of a file with one bid, without folder and ending; "" for a table of bids."""
        return file_stem(self.label)

    def meant_by(self, name: str) -> bool:
        """Whether the register means this bid: by its bidder or, failing that, by its file."""
        return bool(name) and name in (self.stem, self.bid.id if self.bid else "")


def file_stem(label: str) -> str:
    """Return the name by which the register may mean a file: not for a table of bids."""
    path = PurePosixPath(label)
    return "" if path.suffix.lower() == ".csv" else path.stem


def place_order(place: Place) -> tuple[str, str, int, str, str]:
    """Return a key that sorts places by file, sheet, and line or cell."""
    return Finding("", Weight.NOTICE, place).order


def without_those_put_out_by_file(
    sources: Iterable[Source], events: Iterable[Noted]
) -> tuple[Source, ...]:
    """Return the bids without a second file of a bidder that the register put out by its name."""
    every = tuple(sources)
    ids = [source.bid.id for source in every if source.bid]
    named = {event.bidder for event, _ in events if event.puts_out and not event.lot}
    return tuple(
        source
        for source in every
        if source.bid is None
        or source.stem not in named
        or source.stem in ids
        or ids.count(source.bid.id) == 1
    )


def by_bidder(events: Iterable[Noted], sources: Iterable[Source]) -> tuple[Noted, ...]:
    """Return the events with the bidder's identifier where the register named the file."""
    ids = {source.bid.id for source in sources if source.bid}
    of_file = {source.stem: source.bid.id for source in sources if source.bid}
    return tuple(
        (event, place)
        if event.bidder in ids
        else (event.model_copy(update={"bidder": of_file.get(event.bidder, event.bidder)}), place)
        for event, place in events
    )


def softened(source: Source, events: Iterable[Noted]) -> Source:
    """Return the bid with its findings as notices when the register has put it out altogether."""
    out = [event for event, _ in events if event.puts_out and source.meant_by(event.bidder)]
    lots = {lot.lot for lot in source.bid.lots} if source.bid else set()
    everywhere = any(not event.lot for event in out)
    if not everywhere and not (lots and lots <= {event.lot for event in out}):
        return source
    findings = tuple(replace(f, weight=Weight.NOTICE) for f in source.findings)
    return replace(source, findings=findings)


def across(sources: Iterable[Source], events: Iterable[Noted]) -> Iterator[Finding]:
    """Return equal files, double bidders and chamber of commerce numbers, and double roles."""
    every = tuple(sources)
    yield from _equal_files(every)
    gone = {event.bidder for event, _ in events if event.puts_out and not event.lot}
    bids = [source for source in every if source.bid and source.bid.id not in gone]
    for bidder, group in _groups(bids, lambda s: s.bid.id if s.bid else ""):
        if len({source.sha256 for source in group}) > 1 or len({s.label for s in group}) == 1:
            files = tuple(str(source.place) for source in group)
            yield _finding("B120", group[-1].place, bidder=bidder, files=files)
    for kvk, group in _groups(bids, lambda s: s.bid.kvk if s.bid else ""):
        bidders = tuple(sorted({source.bid.id for source in group if source.bid}))
        if kvk and len(bidders) > 1:
            yield _finding("B122", group[-1].place, kvk=kvk, bidders=bidders)
    yield from _double_roles([(source, source.bid) for source in bids if source.bid])


def _double_roles(bids: list[tuple[Source, Bid]]) -> Iterator[Finding]:
    """Members of a consortium who also bid alone, and subcontractors of two bidders."""
    alone = {same_name(bid.name): bid.id for _, bid in bids}
    helped: dict[str, dict[str, str]] = {}
    for source, bid in sorted(bids, key=lambda found: place_order(found[0].place)):
        for member in bid.members:
            other = alone.get(same_name(member.name), bid.id)
            if other != bid.id:
                bidders = tuple(sorted((bid.id, other)))
                values = {"name": member.name, "bidders": bidders}
                yield Finding("B123", Weight.NOTICE, source.place, values)
        for name in bid.subcontractors:
            helped.setdefault(same_name(name), {})[bid.id] = name
    for names in (helped[key] for key in sorted(helped)):
        if len(names) > 1:
            last = max(names)
            place = next(source.place for source, bid in bids if bid.id == last)
            values = {"name": names[last], "bidders": tuple(sorted(names))}
            yield Finding("B124", Weight.NOTICE, place, values)


def unknown_in_register(
    sources: Iterable[Source], events: Iterable[Noted], tender: Tender
) -> Iterator[Finding]:
    """Return the lines of the register about a bidder or a lot that is not there."""
    every = tuple(sources)
    lots = tuple(lot.id for lot in tender.lots)
    for event, place in events:
        if not any(source.meant_by(event.bidder) for source in every):
            yield _finding("B136", place, bidder=event.bidder)
        if event.lot and event.lot not in lots:
            yield _finding("B137", place, lot=event.lot, lots=lots)


def _equal_files(sources: tuple[Source, ...]) -> Iterator[Finding]:
    by_file = {source.label: source for source in sources}
    for _, group in _groups(list(by_file.values()), lambda source: source.sha256):
        files = tuple(source.label for source in group)
        yield _finding("B121", Line(files[-1]), files=files)


def _groups(
    sources: list[Source], key: Callable[[Source], str]
) -> Iterator[tuple[str, list[Source]]]:
    """Those that share a key, in order of key and place."""
    found: dict[str, list[Source]] = {}
    for source in sorted(sources, key=lambda s: place_order(s.place)):
        found.setdefault(key(source), []).append(source)
    yield from ((name, group) for name, group in sorted(found.items()) if len(group) > 1)


def _finding(code: str, place: Place, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, values)
