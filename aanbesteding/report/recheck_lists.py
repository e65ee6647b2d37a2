"""What an error changes, as lists: fields, files, scores, contracts, lots and goals."""

from collections.abc import Iterable, Sequence

from aanbesteding.report.figure_names import difference, figure, figure_name
from aanbesteding.report.listing import Listing
from aanbesteding.report.source import Record, Source

SIGNS = 16


def _words(source: Source, *names: str) -> list[str]:
    return [source.t(f"report.recheck.{name}") for name in names]


def files_list(source: Source, answer: Record) -> Listing:
    """Return the files that differ, with the first signs of their hashes."""
    missing = source.t("report.recheck.missing")
    rows = [
        (one["path"], *(one[side][:SIGNS] or missing for side in ("before", "after")))
        for one in answer["files"]
    ]
    labels = _words(source, "file", "file_before", "file_after")
    caption, note = _words(source, "files_caption", "files_note")
    return Listing(caption, labels, ("text", "text", "text"), rows, note)


def fields_list(source: Source, answer: Record) -> Listing:
    """Return every field that differs."""
    rows = [
        (
            source.t(f"report.recheck_about.{one['about']}"),
            source.bidder(one["bidder"]) if one["bidder"] else "–",
            source.name("lot", one["lot"]) if one["lot"] else "–",
            source.name("criterion", one["criterion"]) if one["criterion"] else "–",
            one["field"],
            one["before"],
            one["after"],
        )
        for one in answer["fields"]
    ]
    labels = (
        source.t("report.recheck.about"),
        source.t("report.word.bidder"),
        source.t("report.word.lot"),
        *_words(source, "criterion", "field", "before", "after"),
    )
    kinds = ("text",) * 7
    caption, note = _words(source, "fields_caption", "fields_note")
    return Listing(caption, labels, kinds, rows, note)


def _who(source: Source, one: Record) -> tuple[str, str]:
    return source.name("lot", one["lot"]), source.bidder(one["bidder"])


def _who_labels(source: Source) -> tuple[str, str]:
    return source.t("report.word.lot"), source.t("report.word.bidder")


def scores_list(source: Source, answer: Record) -> Listing:
    """Return how bids stood and stand, where that differs; their status if that does."""
    other = any(one["status_before"] != one["status_after"] for one in answer["scores"])
    statuses = ("status_before", "status_after") if other else ()
    rows = [
        (
            *_who(source, one),
            *(_total(source, one[f"total_{side}"]) for side in ("before", "after")),
            one["rank_before"],
            one["rank_after"],
            *(_status(source, one[status]) for status in statuses),
        )
        for one in answer["scores"]
    ]
    names = ("total_before", "total_after", "rank_before", "rank_after", *statuses)
    labels = (*_who_labels(source), *_words(source, *names))
    kinds = ("text", "text", "figure", "figure", "number", "number", *["text"] * len(statuses))
    return Listing(source.t("report.recheck.scores_caption"), labels, kinds, rows)


def _total(source: Source, total: str | None) -> str:
    return "–" if total is None else source.number(total)


def _status(source: Source, status: str | None) -> str:
    word = "absent" if status is None else "in" if status == "in" else "out"
    return source.t(f"report.recheck_status.{word}")


def points_list(source: Source, answer: Record) -> Listing:
    """Return points per criterion that differ."""
    rows = [
        (
            *_who(source, one),
            source.name("criterion", points["criterion"]),
            *(_total(source, points[side]) for side in ("before", "after")),
        )
        for one in answer["scores"]
        for points in one["points"]
    ]
    labels = (*_who_labels(source), *_words(source, "criterion", "before", "after"))
    kinds = ("text", "text", "text", "figure", "figure")
    return Listing(source.t("report.recheck.points_caption"), labels, kinds, rows)


def contracts_list(source: Source, answer: Record) -> Listing:
    """Return every contract with what becomes of it."""
    sides = ("clients_before", "clients_after", "cents_before", "cents_after")
    rows = [
        (
            *_who(source, one),
            source.t(f"report.recheck_verdict.{one['verdict']}"),
            *(one[side] for side in sides),
        )
        for one in answer["contracts"]
    ]
    labels = (
        *_who_labels(source),
        source.t("report.recheck.verdict"),
        *(source.counted(f"report.recheck.{side}") for side in sides[:2]),
        *_words(source, *sides[2:]),
    )
    kinds = ("text", "text", "text", "number", "number", "cents", "cents")
    return Listing(source.t("report.recheck.contracts_caption"), labels, kinds, rows)


def lots_list(source: Source, answer: Record) -> Listing:
    """Return lots of which outcome, winners or reserve differ."""
    rows = [
        (
            source.name("lot", one["lot"]),
            *(_ended(source, one[f"outcome_{side}"]) for side in ("before", "after")),
            *(
                _names(source, one[f"{what}_{side}"])
                for what in ("winners", "reserve")
                for side in ("before", "after")
            ),
        )
        for one in answer["lots"]
    ]
    names = ("winners_before", "winners_after", "reserve_before", "reserve_after")
    labels = (
        source.t("report.word.lot"),
        *_words(source, "outcome_before", "outcome_after", *names),
    )
    caption = source.t("report.recheck.lots_caption")
    return Listing(caption, labels, ("text",) * 7, rows)


def _ended(source: Source, outcome: str) -> str:
    return source.t(f"cli.lot_outcome.{outcome}") if outcome else "–"


def _names(source: Source, bidders: Iterable[str]) -> str:
    return source.listed(source.bidder(bidder) for bidder in bidders) or "–"


def goals_list(source: Source, answer: Record) -> Listing:
    """Return every goal before and after."""
    rows: Sequence[Sequence[str]] = [
        (
            figure_name(source, one["kind"], one["need"]),
            *(figure(source, one["kind"], one["need"], one[s]) for s in ("before", "after")),
            difference(source, one["kind"], one["need"], one["before"], one["after"]),
        )
        for one in answer["goals"]
    ]
    labels = (source.t("report.near.goal"), *_words(source, "before", "after", "difference"))
    kinds = ("wide", "figure", "figure", "figure")
    return Listing(source.t("report.recheck.goals_caption"), labels, kinds, rows)
