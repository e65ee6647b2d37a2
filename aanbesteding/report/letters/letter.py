"""A letter to one bidder, from its edition: every lot it bid for in one letter."""

from collections.abc import Iterator, Mapping

from aanbesteding.report.edition_parts import origin_of
from aanbesteding.report.letters.case import DRAFT, WITHDRAWN, Case
from aanbesteding.report.letters.lots import lot_parts
from aanbesteding.report.letters.own import ADMISSION, AWARD, OUT, RESERVE
from aanbesteding.report.own_template import filled
from aanbesteding.report.papers.paper import Paper, Part, Signature
from aanbesteding.report.shapes import Fact
from aanbesteding.report.voice import capital

BLANK = "_" * 24


def letter(case: Case) -> Paper:
    """Return the letter to a bidder; it holds what is in its edition and nothing else."""
    source, own = case.source, case.own
    bid = source.record["bids"][0]
    return Paper(
        lang=source.lang,
        kind=kind_of(case),
        title=source.tender.title,
        parts=tuple(part for part in _parts(case) if not part.empty),
        sender=own.sender or (source.tender.authority,),
        addressee=tuple(line for line in (bid["name"], bid.get("contact")) if line),
        facts=tuple(_facts(case)),
        salutation=case.t("salutation"),
        closing=(case.t("regards"), source.tender.authority),
        signatures=own.signatures or (Signature(case.t("for_authority")),),
        origin=origin_of(source),
        mark=case.t("mark") if case.stage.name == DRAFT else "",
    )


def kind_of(case: Case) -> str:
    """Return what the letter is called by all it holds: 'Voorlopige gunning en afwijzing'."""
    if case.final and not {AWARD, ADMISSION} & set(case.kinds):
        return capital(case.t("kind.final"))
    if case.stage.undecided:
        return capital(case.t("kind.ended"))
    named = dict.fromkeys(_named(case, kind) for kind in case.kinds)
    return capital(case.source.listed(named))


def _named(case: Case, kind: str) -> str:
    beside = kind == OUT and len(case.kinds) > 1
    return case.t("kind.out_beside" if beside else f"kind.{case.form(kind)}")


def places(case: Case) -> Mapping[str, str]:
    """Return what the places in the officer's own text stand for."""
    source, own = case.source, case.own
    last, first = case.stage.last_day, case.stage.first_day
    return {
        "bidder": source.name("bidder", case.bidder),
        "number": case.bidder,
        "reference": own.reference.get(case.bidder, ""),
        "title": source.tender.title,
        "authority": source.tender.authority,
        "lots": source.listed(case.lot(lot["lot"]) for lot in case.lots),
        "date": source.day(own.day) if own.day else BLANK,
        "last_day": source.day(last) if last else "–",
        "first_day": source.day(first) if first else "–",
        "contact": own.contact,
    }


def _facts(case: Case) -> Iterator[Fact]:
    said = places(case)
    place = f"{case.own.place}, " if case.own.place else ""
    yield Fact(case.t("fact.date"), f"{place}{said['date']}")
    if said["reference"]:
        yield Fact(case.t("fact.reference"), said["reference"])
    yield Fact(case.t("fact.number"), case.bidder)
    yield Fact(case.t("fact.lots", count=len(case.lots)), said["lots"])
    if case.own.contact:
        yield Fact(case.t("fact.contact"), case.own.contact)


def _parts(case: Case) -> Iterator[Part]:
    yield Part(paragraphs=_own_text(case, "opening") or (_opening(case),))
    if case.stage.undecided:
        yield _ended(case)
    else:
        for lot in case.lots:
            yield from lot_parts(case, lot)
    yield _next(case)


def _ended(case: Case) -> Part:
    """That the tender ended before anything was decided, and why."""
    lots = case.source.listed(case.lot(lot["lot"]) for lot in case.lots)
    why = case.t("ended.before_award", reason=case.stage.reason)
    means = case.t("ended.before_award_means", lots=lots)
    return Part(case.t("heading.decision"), (why, means))


def _opening(case: Case) -> str:
    key = "final" if case.final else "withdrawn" if case.stage.name == WITHDRAWN else "decided"
    tender = case.source.tender
    return case.t(f"opening.{key}", title=tender.title, authority=tender.authority)


def _next(case: Case) -> Part:
    """What happens next: the standstill and how to object, or from when the award is final."""
    said = [*_standstill(case)]
    if RESERVE in case.kinds:
        said.append(case.t("reserve_means"))
    if case.stage.name == WITHDRAWN or not case.final:
        said += _objection(case)
    said += _own_text(case, "closing")
    if case.own.contact:
        said.append(case.t("questions", contact=case.own.contact))
    return Part(case.t("heading.next") if said else "", tuple(said))


def _standstill(case: Case) -> Iterator[str]:
    stage, source = case.stage, case.source
    if case.final:
        yield case.t("is_final", day=source.day(stage.final_day) if stage.final_day else BLANK)
    elif stage.last_day and stage.first_day and stage.name != WITHDRAWN:
        days = {"last": source.day(stage.last_day), "first": source.day(stage.first_day)}
        yield case.t("standstill", **days, days=source.tender.schedule.standstill_days)
        if AWARD in case.kinds:
            yield case.t("no_contract_yet")


def _objection(case: Case) -> tuple[str, ...]:
    if case.own.objection:
        return _filled(case, case.own.objection)
    if case.stage.last_day is None or case.stage.name == WITHDRAWN:
        return ()
    return (case.t("objection", last=case.source.day(case.stage.last_day)),)


def _own_text(case: Case, which: str) -> tuple[str, ...]:
    """The officer's own text for the first kind of news in the letter."""
    text = getattr(case.own, which).get(case.kinds[0], "")
    return _filled(case, text) if text else ()


def _filled(case: Case, template: str) -> tuple[str, ...]:
    text = filled(template, "", places(case), into="text").text
    paragraphs = (" ".join(each.split()) for each in text.split("\n\n"))
    return tuple(each for each in paragraphs if each)
