"""Makes the bids, marks, register and demand of this example: the same files every time.

Run ``python make.py`` in this folder. A test compares its output with the files kept here. All
names, offers, marks and reasons are invented; only whole numbers are drawn, from a fixed seed.
"""

import csv
import io
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Row = dict[str, object]

HERE = Path(__file__).parent
SEED = 2018
ONLY_B, BOTH, ONLY_C, INDEPENDENT, FAILED = 151, 12, 40, 66, 14
NEEDS = {
    lot: [f"{lot}-{kind}" for kind in (
        "duurzaam-zwaar", "duurzaam-middel", "duurzaam-licht", "intensief", "perspectief")]
    for lot in "BC"
}  # fmt: skip
DEMAND = {
    "B": dict(zip(NEEDS["B"], (300, 1100, 1500, 2400, 3900), strict=True)),
    "C": dict(zip(NEEDS["C"], (550, 750, 500, 2600, 1700), strict=True)),
}
AVERAGE = dict(zip(NEEDS["C"], (44_400_00, 21_600_00, 9_600_00, 19_500_00, 6_804_00), strict=True))
LARGE = {
    "B": dict(zip(NEEDS["B"], ((0, 8), (4, 22), (6, 30), (10, 46), (16, 70)), strict=True)),
    "C": dict(zip(NEEDS["C"], ((8, 36), (10, 44), (6, 32), (45, 125), (24, 96)), strict=True)),
}
SMALL = {
    "B": dict(zip(NEEDS["B"], ((0, 0), (0, 0), (0, 8), (2, 10), (5, 20)), strict=True)),
    "C": dict(zip(NEEDS["C"], ((1, 2), (1, 3), (1, 3), (2, 6), (3, 8)), strict=True)),
}
TINY = {"B-intensief": (0, 1), "B-perspectief": (1, 3)}

LARGE_NAMES = ("Stichting", "Jeugdzorg", "Expertisecentrum", "Zorggroep")
SMALL_NAMES = ("Praktijk", "Gezinsbegeleiding", "Kindertherapie", "Orthopedagogiek")
WORDS = (
    "Akkerwinde", "Blauwborst", "Bosanemoon", "Citroenvlinder", "Dauwdruppel", "Duinroos",
    "Eendenkooi", "Eikenhaag", "Fluitenkruid", "Gagel", "Gouden Wiek", "Grutto", "Hazelaar",
    "Heidebloem", "Hooimijt", "IJsvogel", "Jonge Loot", "Kaasjeskruid", "Kamperfoelie", "Klaproos",
    "Korenbloem", "Kwikstaart", "Lariks", "Leeuwerik", "Lisdodde", "Lepelaar", "Meerkoet",
    "Molenwiek", "Morgenster", "Oeverzwaluw", "Oranjetip", "Paardenbloem", "Parelmoer",
    "Pinksterbloem", "Polderlicht", "Regenboogpad", "Rietzanger", "Roerdomp", "Sleedoorn",
    "Sperwer", "Stekelbaars", "Tureluur", "Trekvaart", "Veldkers", "Vlinderstruik", "Waterlelie",
    "Weidevogel", "Wilgenroos", "Zilvermeeuw", "Zonnedauw", "Zwanebloem",
)  # fmt: skip
TWO_PEOPLE = "Praktijk Samen Twee (fictief)"
HELPERS = (
    "Logeerhuis Het Nest (fictief)", "Paardencoach Galop (fictief)", "Rijklaar Vervoer (fictief)",
    "Muziektherapie Toon (fictief)", "Thuisbegeleiding Drempel (fictief)",
    "Schoolcoach Krijt (fictief)", "Ervaringswerk Spoor (fictief)", "Dagboerderij Stal (fictief)",
)  # fmt: skip

OUT_OF_B = (
    ("excluded", "Een uitsluitingsgrond is van toepassing: de aanbieder betaalde geen premies."),
    ("excluded", "De verklaring over uitsluitingsgronden is in strijd met de waarheid ingevuld."),
    ("excluded", "De gevraagde verklaring omtrent gedrag kwam niet, ook niet na een herinnering."),
    ("excluded", "De integriteitsscreening leidde tot een negatief advies over een bestuurder."),
    ("excluded", "De integriteitsscreening lukte niet: de herkomst van geld is onduidelijk."),
    ("unsuitable", "De inschrijving is niet volledig: de jaarrekening ontbrak, ook na herstel."),
    ("unsuitable", "De inschrijving is niet volledig: het inschrijfformulier is niet ondertekend."),
    ("unsuitable", "Voldoet niet aan het programma van eisen: er is geen klachtenregeling."),
    ("unsuitable", "Voldoet niet aan het programma van eisen: geen meldcode kindermishandeling."),
    ("unsuitable", "Bij de verificatie bleek dat de behandelaren niet geregistreerd zijn."),
    ("unsuitable", "Bij de verificatie bleek dat er geen werkend kwaliteitssysteem is."),
)  # fmt: skip
TOO_SMALL = 4

GOOD = {
    "hoofdaannemer": (
        "één vaste regisseur per gezin van aanmelding tot afsluiting",
        "getekende afspraken met alle onderaannemers over rol, tarief en kwaliteit",
        "een weekoverleg waarin de regisseur knopen doorhakt over het hele traject",
        "een achterwacht die de regie binnen een dag overneemt",
        "een eigen budget per gezin waarmee de regisseur hulp bij anderen inkoopt",
        "twee jaar ervaring als hoofdaannemer bij gezinnen met meerdere hulpvragen",
        "heldere afspraken over wie het gezin belt als een onderaannemer uitvalt",
    ),
    "resultaat": (
        "een perspectiefplan in de woorden van het gezin, binnen zes weken",
        "doelen die het gezin zelf elke drie maanden scoort",
        "een meting bij de start, halverwege en zes maanden na afloop",
        "een vast moment waarop het gezin mag zeggen dat het resultaat er is",
        "een plan per gezin voor school, thuis en vrije tijd samen",
        "een afspraak over terugkeer zonder nieuwe intake binnen een jaar",
        "cijfers over terugval, per soort gezin en per jaar",
    ),
    "uitvoering": (
        "een eerste gesprek binnen tien werkdagen in elke genoemde gemeente",
        "vestigingen in beide regio's en spreekuren op scholen",
        "geregistreerde behandelaren met een werkbegeleider per team",
        "een opleidingspoule die uitval binnen een maand opvangt",
        "een verloop van 9 % en een plan om dat zo te houden",
        "avondspreekuren en hulp in vier talen",
        "een rooster waarin ook de kleine gemeenten vaste dagen hebben",
    ),
}
WEAK = {
    "hoofdaannemer": (
        "hoe de regisseur een onderaannemer aanspreekt", "de rol van het lokale team bij de start",
        "wie beslist als twee hulpverleners het oneens zijn", "de overdracht bij vakantie",
        "de betaaltermijn voor onderaannemers",
    ),
    "resultaat": (
        "hoe het plan meegroeit met het kind", "de rol van school bij het vaststellen van doelen",
        "wat er gebeurt als het resultaat uitblijft", "het meten bij gezinnen met weinig taal",
        "de afronding en de nazorg",
    ),
    "uitvoering": (
        "de bezetting in de zomer", "hulp in de kleinste gemeenten", "de werving van behandelaren",
        "de wachttijd voor diagnostiek", "de inzet van vaste invallers",
    ),
}  # fmt: skip
LACKS = {
    "hoofdaannemer": (
        "Het plan noemt onderaannemers, maar niet wie het traject als geheel draagt",
        "De regie ligt bij wie toevallig als eerste begint; dat is geen hoofdaannemerschap",
        "Er is geen enkele afspraak met onderaannemers, ook niet op hoofdlijnen",
        "Het plan verwijst gezinnen door in plaats van zelf anderen in te schakelen",
    ),
    "resultaat": (
        "Een perspectiefplan ontbreekt; het plan beschrijft alleen het eigen aanbod",
        "Het plan zegt niet hoe het gezin meebeslist over het resultaat",
        "Het resultaat wordt nergens gemeten, ook niet na afloop",
        "De doelen zijn voor elk gezin gelijk en niet te controleren",
    ),
    "uitvoering": (
        "Het plan noemt veertien gemeenten, maar er is personeel voor twee",
        "Er zijn geen geregistreerde behandelaren voor de zwaarste hulp",
        "Over wachttijd en bezetting staat niets dat is na te gaan",
        "De hulp stopt in de schoolvakanties en er is geen vervanging",
    ),
}
TWO_PEOPLE_ANSWER = "Wij helpen elk gezin met zijn tweeën en vragen anderen als dat nodig is."
TWO_PEOPLE_REASON = (
    "De praktijk bestaat uit twee mensen. Het plan maakt niet duidelijk hoe zij als hoofdaannemer "
    "het hele traject dragen: wie de regie heeft, wie vervangt en welke hulp bij anderen komt."
)
VERDICT = {
    2: "Daarom is dit onderdeel slecht.",
    4: "Daarom is dit onderdeel onvoldoende.",
    6: "Alles staat er op hoofdlijnen; {weak} blijft mager.",
    8: "Het is concreet; alleen {weak} kan scherper.",
    10: "Ook {weak} is met voorbeelden onderbouwd.",
}
CRITERIA = tuple(GOOD)


class Drawn:
    """Draws whole numbers in a way that is the same on every version of Python."""

    def __init__(self, seed: int):
        self.source = random.Random(seed)  # noqa: S311 - no secret, an example

    def below(self, end: int) -> int:
        """Return a whole number from 0 up to but not including `end`."""
        return self.source.getrandbits(64) % end

    def between(self, least: int, most: int) -> int:
        """Return a whole number from `least` up to and including `most`."""
        return least + self.below(most - least + 1)

    def one(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[self.below(len(items))]

    def mixed(self, items: Sequence[Item]) -> list[Item]:
        """Return the items in a drawn order."""
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in items]

    def some(self, items: Sequence[Item], number: int) -> list[Item]:
        """Return so many different items, in their own order."""
        chosen = set(self.mixed(range(len(items)))[:number])
        return [item for at, item in enumerate(items) if at in chosen]


def municipalities() -> dict[str, int]:
    """Return the municipalities with their number of youth, as in areas.csv."""
    with (HERE / "areas.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        return {row["id"]: int(row["youth"]) for row in rows if row["kind"] == "municipality"}


def divided(whole: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Return the whole divided by weight, in whole numbers: those with the largest rest get one."""
    total = sum(weights.values())
    parts = {name: whole * weight // total for name, weight in weights.items()}
    rests = sorted(weights, key=lambda name: (-(whole * weights[name] % total), name))
    for name in rests[: whole - sum(parts.values())]:
        parts[name] += 1
    return parts


def demand() -> list[Row]:
    """Return the demand per municipality and SPIC."""
    youth = municipalities()
    return [
        {"lot": lot, "need": need, "area": area, "period": 2018, "volume": part,
         "basis": "estimate"}
        for lot, needs in DEMAND.items()
        for need, volume in needs.items()
        for area, part in divided(volume, youth).items()
    ]  # fmt: skip


def bidders(drawn: Drawn) -> list[Row]:
    """Return who they are and in which lots they bid, in a drawn order."""
    lots = ["B"] * ONLY_B + ["BC"] * BOTH + ["C"] * ONLY_C
    large = [f"{one} {two}" for one in LARGE_NAMES for two in WORDS]
    small = [f"{one} {two}" for one in SMALL_NAMES for two in WORDS]
    large, small = drawn.mixed(large), drawn.mixed(small)
    found: list[Row] = []
    for number, bids in enumerate(lots):
        independent = number < INDEPENDENT
        name = (small if independent else large)[number] + " (fictief)"
        found.append({"lots": bids, "small": independent, "name": name})
    found[-1] |= {"small": True, "name": TWO_PEOPLE}
    mixed = drawn.mixed(found)
    for number, bidder in enumerate(mixed, 1):
        bidder["id"] = f"A{number:03d}"
    return mixed


def served(drawn: Drawn, bidder: Row) -> list[str]:
    """Return the municipalities a bidder works in: all, or some around its own."""
    every = list(municipalities())
    if bidder["small"]:
        return drawn.some(every, drawn.between(1, 4))
    return every if drawn.below(3) == 0 else drawn.some(every, drawn.between(4, 13))


def price(drawn: Drawn, need: str) -> str:
    """Return a price of 90 to 112 % of the average; in steps of twelve cents when paid monthly."""
    step = 12 if "duurzaam" in need else 1
    least, most = -(-AVERAGE[need] * 90 // (100 * step)), AVERAGE[need] * 112 // (100 * step)
    cents = drawn.between(least, most) * step
    return f"{cents // 100}.{cents % 100:02d}"


def bid(drawn: Drawn, bidder: Row, subcontractors: Sequence[str], tiny: bool) -> Row:
    """Return the line of one bid: who, how many, where, and for C the answers and prices."""
    number = int(str(bidder["id"])[1:])
    helpers = [name for name in subcontractors if name != bidder["name"]]
    row: Row = {
        "bidder.id": bidder["id"],
        "bidder.name": bidder["name"],
        "bidder.kvk": f"{20_000 + number * 37:08d}",
        "bidder.kind": "zelfstandige praktijk" if bidder["small"] else "instelling",
        "bidder.contact": f"inschrijving@{str(bidder['id']).lower()}.example",
        "bidder.subcontractors": ";".join(helpers),
    }
    here = served(drawn, bidder)
    for lot in "BC":
        inside = lot in str(bidder["lots"])
        row[f"lots.{lot}.bids"] = "ja" if inside else "nee"
        sizes = (SMALL if bidder["small"] else LARGE)[lot]
        for need in NEEDS[lot]:
            least, most = TINY.get(need, (0, 0)) if tiny else sizes[need]
            offered = drawn.between(least, most)
            row[f"lots.{lot}.capacity.{need}"] = offered if inside else ""
        for area in municipalities():
            row[f"lots.{lot}.area.{area}"] = ("ja" if area in here else "nee") if inside else ""
    for criterion in CRITERIA:
        strong = drawn.one(GOOD[criterion])
        bidder[criterion] = strong
        alone = bidder["name"] == TWO_PEOPLE and criterion == "hoofdaannemer"
        answer = TWO_PEOPLE_ANSWER if alone else f"Ons plan: {strong}."
        row[f"lots.C.answer.{criterion}"] = answer if "C" in str(bidder["lots"]) else ""
    for need in NEEDS["C"]:
        asked = price(drawn, need)
        row[f"lots.C.price.{need}"] = asked if "C" in str(bidder["lots"]) else ""
    return row


def reason(drawn: Drawn, bidder: Row, criterion: str, mark: int) -> str:
    """Return why a plan gets a mark for a criterion."""
    if bidder["name"] == TWO_PEOPLE and criterion == "hoofdaannemer":
        return TWO_PEOPLE_REASON
    if mark < 6:
        return f"{drawn.one(LACKS[criterion])}. {VERDICT[mark]}"
    said = VERDICT[mark].format(weak=drawn.one(WEAK[criterion]))
    return f"Pluspunt: {bidder[criterion]}. {said}"


def consensus(drawn: Drawn, bidder: Row, failed: bool) -> dict[str, int]:
    """Return the panel's marks; a plan that fails has one or two marks below the six."""
    marks = {criterion: drawn.one((6, 6, 8, 8, 8, 10)) for criterion in CRITERIA}
    low = drawn.some(CRITERIA, drawn.between(1, 2)) if failed else []
    marks |= {criterion: drawn.one((2, 4, 4)) for criterion in low}
    return marks | ({"hoofdaannemer": 2} if bidder["name"] == TWO_PEOPLE else {})


def marks(drawn: Drawn, every: Sequence[Row], failed: Sequence[object]) -> list[Row]:
    """Return the marks of the assessor and of the panel together, each with its reason."""
    found: list[Row] = []
    for bidder in every:
        for criterion, mark in consensus(drawn, bidder, bidder["id"] in failed).items():
            own = max(2, min(10, mark + drawn.one((-2, 0, 0, 0, 2))))
            own = 2 if bidder["name"] == TWO_PEOPLE and criterion == "hoofdaannemer" else own
            for who, given in (("A1", own), ("consensus", mark)):
                found.append({
                    "assessor": who, "bidder": bidder["id"], "lot": "C", "criterion": criterion,
                    "mark": given, "reason": reason(drawn, bidder, criterion, given),
                })  # fmt: skip
    return sorted(found, key=lambda row: str(row["assessor"]))


def register(drawn: Drawn, every: Sequence[Row], both: Row) -> list[Row]:
    """Return the lines of the register for those who are out of B; the last bids for C as well."""
    out = [*drawn.some(every, len(OUT_OF_B) - 1), both]
    found = [
        {"bidder": bidder["id"], "event": event, "date": f"2017-01-{drawn.between(9, 27):02d}",
         "reason": why, "lot": "B"}
        for bidder, (event, why) in zip(out, OUT_OF_B, strict=True)
    ]  # fmt: skip
    return sorted(found, key=lambda row: str(row["bidder"]))


def text(rows: Sequence[Row]) -> str:
    """Return the rows as a table with semicolons."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, list(rows[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue()


def files() -> dict[str, str]:
    """Return the text of every file this makes, by name."""
    drawn = Drawn(SEED)
    every = bidders(drawn)
    small = [one for one in every if one["lots"] == "B" and one["small"]]
    tiny = {one["id"] for one in drawn.some(small, TOO_SMALL)}
    in_c = [one for one in every if "C" in str(one["lots"])]
    pool = [*HELPERS, *(str(one["name"]) for one in every if one["lots"] == "B")]
    bids: list[Row] = []
    for one in every:
        number = (drawn.between(1, 3) if one in in_c else drawn.below(4) // 3) * (not one["small"])
        helpers = drawn.some(pool, number)
        bids.append(bid(drawn, one, helpers, one["id"] in tiny))
    others = [one for one in in_c if one["name"] != TWO_PEOPLE]
    two = next(one for one in in_c if one["name"] == TWO_PEOPLE)
    failed = [one["id"] for one in (*drawn.some(others, FAILED - 1), two)]
    only_b = [one for one in every if one["lots"] == "B" and one["id"] not in tiny]
    both = next(one for one in in_c if one["lots"] == "BC" and one["id"] not in failed)
    return {
        "demand.csv": text(demand()),
        "bids.csv": text(bids),
        "assessments.csv": text(marks(drawn, in_c, failed)),
        "register.csv": text(register(drawn, only_b, both)),
    }


if __name__ == "__main__":
    for name, content in files().items():
        (HERE / name).write_text(content, encoding="utf-8", newline="\n")
