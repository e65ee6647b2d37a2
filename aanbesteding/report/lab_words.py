"""What the laboratory says in sentences: the formula, its weight, its order, and the advice."""

from collections.abc import Iterator
from fractions import Fraction

from aanbesteding.basis import show
from aanbesteding.formulas import BY_ID
from aanbesteding.report.formula_text import spoken
from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.decision import PARAMETERS

_LIKELY = {"price": Fraction(2), "highest_price": Fraction(3)}
_SHARES = ("published", "middle", "then")
MONEY = ("floor_price", "ceiling_price", "estimate", "low_price", "euro_per_point")
_EUROS = ("low", "high")


def lab_source(record: Record, lang: str, record_hash: str = "") -> Source:
    """Return the record of a laboratory to show; it names no bidders but by identifier."""
    return Source({**record, "bids": ()}, lang, record_hash)


def said(source: Source, key: str, **values: object) -> str:
    """Return a text of the laboratory."""
    return source.t(f"report.lab.{key}", **values)


def whole_percent(source: Source, share: str | Fraction) -> str:
    """Return a share as a percentage without decimals: what is counted here is not finer."""
    return show.percent(share, source.lang, 0)


def of_tenders(source: Source, number: int, tenders: int) -> str:
    """Return how often something happened, as a percentage of the made-up tenders."""
    return whole_percent(source, Fraction(number, tenders)) if tenders else "–"


def expression(source: Source, formula: str) -> str:
    """Return the formula as people write it, every input by its name."""
    card = BY_ID[formula]
    inputs = {name: _LIKELY.get(name, Fraction(1)) for name in card.inputs}
    return spoken(card.sheet, inputs, lambda name, _: said(source, f"input.{name}"))


def formula_facts(source: Source, lot: Record) -> Iterator[Fact]:
    """Yield the formula in words and as expression, its published numbers and how it looks."""
    price, card = source.tender.price, BY_ID[lot["formula"]]
    words = source.t(f"report.formula.{card.id.replace('.', '_')}")
    yield Fact(said(source, "formula.words"), words)
    yield Fact(said(source, "formula.expression"), expression(source, card.id))
    if "most_points" in card.inputs:
        yield Fact(said(source, "formula.weight"), source.number(price.weight))
    for name in PARAMETERS:
        value = getattr(price, name)
        if name in card.inputs and value is not None:
            shown = source.euro(value) if name in MONEY else source.number(value)
            yield Fact(setting_name(source, name), shown)
    yield Fact(said(source, "formula.clip"), said(source, f"clip.{price.clip.value}"))
    yield Fact(said(source, "formula.looks"), said(source, f"looks.{_looks(lot)}"))


def _looks(lot: Record) -> str:
    if not lot["relative"]:
        return "absolute"
    return "keeps_order" if lot["keeps_order"] else "relative"


def weight_sentence(source: Source, lot: Record) -> str:
    """Return in one sentence what price really weighs beside what was published."""
    weight = lot["weight"]
    if weight is None:
        return said(source, "weight.unknown")
    found = {name: whole_percent(source, weight[name]) for name in ("middle", "least", "most")}
    if weight["published"] is None:
        return said(source, "weight.no_weight", **found)
    published = whole_percent(source, weight["published"])
    more = Fraction(weight["middle"]) - Fraction(weight["published"])
    key = "as_published" if abs(more) < Fraction(1, 20) else "more" if more > 0 else "less"
    return said(source, f"weight.{key}", published=published, **found)


def order_sentence(source: Source, lot: Record) -> str:
    """Return whether leaving out losing bids can turn the order, and why it never can."""
    bases = {one["basis"] for one in lot["reversals"].values()}
    basis = bases.pop() if len(bases) == 1 else None
    if basis:
        return said(source, f"order.{basis}")
    if not any(one["winner"] or one["pair"] for one in lot["reversals"].values()):
        return said(source, "order.not_seen")
    return said(source, "order.seen")


def dumping_sentence(source: Source, lot: Record) -> str:
    """Return what a nearly free bid with the worst marks did."""
    tried = lot["dumping"]
    price, number = source.whole_euro(tried["price"]), tried["tenders"]
    shares = {
        name: of_tenders(source, tried[name], number) for name in ("wins", "turns", "refused")
    }
    if number and tried["refused"] == number:
        return said(source, "dumping.refused", price=price)
    key = "harmless" if not tried["wins"] and not tried["turns"] else "does"
    told = said(source, f"dumping.{key}", price=price, **shares)
    return f"{told} {said(source, 'dumping.some_refused', **shares)}" if tried["refused"] else told


def stretch_sentences(source: Source, lot: Record) -> list[str]:
    """Return where a lower price earns nothing or costs points, and where there is no answer."""
    found = [
        said(
            source,
            f"stretch.{one['kind']}",
            low=source.whole_euro(one["low"]),
            high=source.whole_euro(one["high"]),
        )
        for one in lot["curve"]["stretches"]
    ]
    compared = [said(source, "stretch.compared")] if _looks(lot) != "absolute" else []
    return (found or [said(source, "stretch.none")]) + compared


def advice_sentence(source: Source, advice: Record) -> str:
    """Return one piece of advice."""
    values = dict(advice["values"])
    tenders = values.get("tenders", 0)
    for name, value in values.items():
        if name in _SHARES:
            values[name] = whole_percent(source, value)
        elif name in _EUROS:
            values[name] = source.whole_euro(value)
        elif name == "name":
            values[name] = setting_name(source, value)
        elif name not in ("tenders", "bids"):
            values[name] = of_tenders(source, value, tenders)
    return said(source, f"advice.{advice['key']}", **values)


def setting_name(source: Source, name: str) -> str:
    """Return what people call a published number of the formula."""
    return source.t(f"tender.field.price.{name}.title")


def market_sentence(source: Source, lot: Record) -> str:
    """Return from what range prices were drawn, and where that range comes from."""
    market = lot["market"]
    ends = {name: source.whole_euro(market[name]) for name in _EUROS}
    return said(source, f"market.{market['basis']}", **ends)
