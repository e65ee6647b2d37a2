"""The sheets of an assessor's form: how to judge, and per lot what to judge."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from aanbesteding.assessment.asked import BY_QUESTION, Asked, Named
from aanbesteding.assessment.marks import CONSENSUS, EVERY_LOT
from aanbesteding.basis.exact import plain
from aanbesteding.basis.texts import say
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, Page, printed
from aanbesteding.workbook.slots import Slot


def marks_of(tender: Tender, criterion: Criterion) -> tuple[Decimal, ...]:
    """Return the marks a panel may give for a criterion, lowest first."""
    return tuple(sorted({step.mark for step in tender.steps(criterion.scale)}))


def say_on_form(key: str, lang: str, **values: Any) -> str:
    """Return a text of the form."""
    return say(f"assessment.form.{key}", lang, values)


def criteria_in(tender: Tender, lot: str, asked: Asked) -> tuple[Criterion, ...]:
    """Return the criteria a form asks in a lot, or once for several lots."""
    wanted = asked.criteria.get(lot, ())
    return tuple(one for one in tender.criteria if one.id in wanted)


def instructions(tender: Tender, asked: Asked, name: str, lang: str) -> Page:
    """Return the sheet that says whose form it is, how to judge and what the marks mean."""
    who = next((a.name for a in tender.assessors if a.id == asked.assessor), asked.assessor)
    if asked.assessor == CONSENSUS:
        who = say_on_form("consensus", lang)
    lines = [
        Line((printed(say_on_form("title", lang), "title", 3),), 30),
        Line((printed(tender.title, "subtitle", 3),), 20),
        Line(),
        Line((printed(say_on_form("assessor", lang)), printed(who, "label", 2))),
        Line(
            (
                printed(say_on_form("tender", lang)),
                printed(f"{tender.id} {tender.version}", "label", 2),
            )
        ),
        Line(),
        Line((printed(say_on_form("how", lang), "section", 3),), 21),
    ]
    for step in _steps(tender, asked):
        told = [say_on_form(f"step.{step}.{part}", lang) for part in ("title", "text")]
        lines.append(Line((printed(told[0]), printed(told[1], "label", 2))))
    for scale in dict.fromkeys(step.scale for step in tender.scales):
        lines += [Line(), *_scale(tender, scale, lang)]
    return Page(name, tuple(lines), (30, 24, 74))


def _steps(tender: Tender, asked: Asked) -> Iterator[str]:
    """What an assessor is told, from top to bottom."""
    yield "questions" if asked.order == BY_QUESTION else "sheets"
    if asked.criteria.get(EVERY_LOT):
        yield "every"
    yield from ("marks", "reasons")
    if tender.panel.method != "consensus":
        yield tender.panel.method
    if asked.anonymous:
        yield "anonymous"
    yield from ("prices", "leave")


def _scale(tender: Tender, scale: str, lang: str) -> list[Line]:
    heads = tuple(
        printed(say_on_form(f"column.{key}", lang), "header") for key in ("mark", "word", "when")
    )
    lines = [
        Line((printed(say_on_form("scale", lang, scale=scale), "section", 3),), 21),
        Line(heads),
    ]
    for step in tender.steps(scale):
        mark = say_on_form("mark", lang, mark=step.mark)
        lines.append(Line((printed(mark), printed(step.label), printed(step.meaning))))
    return lines


def lot_page(tender: Tender, lot: str, asked: Asked, name: str, lang: str) -> Page:
    """Return the sheet of a lot, or of all: a line with mark and reason per bid and criterion."""
    wide = {"bidder": 12, "name": 32, "criterion": 34, "weight": 12, "mark": 10, "reason": 90}
    if asked.anonymous:
        wide = {"bidder": 22, **{key: width for key, width in wide.items() if key != "name"}}
    titles = {one.id: one.title for one in tender.open_lots}
    title = say_on_form("every_title", lang)
    if lot != EVERY_LOT:
        title = say_on_form("lot_title", lang, lot=lot, title=titles.get(lot, lot))
    lines = [
        Line((printed(title, "title", len(wide)),), 30),
        Line((printed(tender.title, "subtitle", len(wide)),), 20),
        Line(),
        Line(tuple(printed(say_on_form(f"column.{key}", lang), "header") for key in wide)),
        *_rows(tender, lot, asked, lang, len(wide)),
    ]
    frozen = 1 if asked.anonymous else 2
    return Page(name, tuple(lines), tuple(wide.values()), freeze=(4, frozen), repeat=4)


def _rows(tender: Tender, lot: str, asked: Asked, lang: str, width: int) -> Iterator[Line]:
    criteria = criteria_in(tender, lot, asked)
    pairs = [
        (bid, one) for bid in asked.bids for one in criteria if _here(tender, lot, asked, bid, one)
    ]
    if asked.order != BY_QUESTION:
        yield from (_row(tender, lot, bid, one, lang) for bid, one in pairs)
        return
    for criterion in criteria:
        mine = [bid for bid, one in pairs if one == criterion]
        if mine:
            yield Line((printed(criterion.title, "section", width),), 21)
        yield from (_row(tender, lot, bid, criterion, lang) for bid in mine)


def _here(tender: Tender, lot: str, asked: Asked, bid: Named, criterion: Criterion) -> bool:
    """Whether a bid is for this lot, or for any lot of what is judged once."""
    lots = asked.lots.get(bid[0], ())
    if lot != EVERY_LOT:
        return lot in lots
    return any(tender.holds_for(criterion, one) for one in lots)


def _row(tender: Tender, lot: str, bid: Named, criterion: Criterion, lang: str) -> Line:
    called, name = bid
    about = {"lot": lot, "bidder": called, "criterion": criterion.title}
    every = "_every" if lot == EVERY_LOT else ""
    path = (lot, called, criterion.id)
    allowed = tuple(plain(mark) for mark in marks_of(tender, criterion))
    mark = Slot(
        (*path, "mark"), "", "", "number", say_on_form(f"label.mark{every}", lang, **about),
        required=False, choices=allowed,
    )  # fmt: skip
    reason = Slot(
        (*path, "reason"),
        "",
        "",
        "text",
        say_on_form(f"label.reason{every}", lang, **about),
        required=False,
    )
    who = (printed(called), printed(name)) if name else (printed(called),)
    weight = printed(say_on_form("mark", lang, mark=criterion.weight))
    return Line((*who, printed(criterion.title), weight, mark, reason), 48)
