"""Words are spelt right where people often spell them wrong, and are those of the glossary."""

import re

import pytest

from tests.house.tree import FILES, ROOT

# As people often write it, and how it is written. Part of a word counts too.
ENGLISH = {
    "accomodat": "accommodat", "acheiv": "achiev", "adress": "address", "aquir": "acquir",
    "arguement": "argument", "becuase": "because", "begining": "beginning", "beleiv": "believ",
    "calender": "calendar", "commited": "committed", "commitee": "committee",
    "consistant": "consistent", "definately": "definitely", "dependant ": "dependent ",
    "enviroment": "environment", "existance": "existence", "explaination": "explanation",
    "goverment": "government", "independant": "independent", "lenght": "length",
    "maintainance": "maintenance", "neccessar": "necessar", "occurance": "occurrence",
    "occured": "occurred", "paralel": "parallel", "paramater": "parameter",
    "perfom": "perform", "persistant": "persistent", "posession": "possession",
    "preceed": "precede", "priviledge": "privilege", "procurment": "procurement",
    "publically": "publicly", "recieve": "receive", "reccomend": "recommend",
    "referenc ": "reference ", "refered": "referred", "relevent": "relevant",
    "seperat": "separat", "similiar": "similar", "succesful": "successful",
    "supercede": "supersede", "suprise": "surprise", "threshhold": "threshold",
    "transfered": "transferred", "truely": "truly", "untill": "until", "wether ": "whether ",
    "wich ": "which ", "writting": "writing",
}  # fmt: skip
DUTCH = {
    "aanbestedding": "aanbesteding", "accoord": "akkoord", "beoordeeling": "beoordeling",
    "bijvoorbeelt": "bijvoorbeeld", "comissie": "commissie", "consequentie's": "consequenties",
    "crieteri": "criteri", "definitie's": "definities", "direkt": "direct",
    "eigelijk": "eigenlijk", "enigzins": "enigszins", "geintegreerd": "geïntegreerd",
    "geinformeerd": "geïnformeerd", "gemiddelt": "gemiddeld", "gepubliseerd": "gepubliceerd",
    "goedgekeurt": "goedgekeurd", "gunningbeslissing": "gunningsbeslissing",
    "gunningcriteri": "gunningscriteri", "hierarchi": "hiërarchi",
    "inschijving": "inschrijving", "interresse": "interesse", "licentie's": "licenties",
    "onmiddelijk": "onmiddellijk", "ookal": "ook al", "organizatie": "organisatie",
    "overeen gekomen": "overeengekomen", "perse ": "per se ", "persé": "per se",
    "proces verbaal": "proces-verbaal", "procesverbaal": "proces-verbaal",
    "publikatie": "publicatie", "rangorder": "rangorde", "standaart": "standaard",
    "teminste": "tenminste", "tenopzichte": "ten opzichte", "uitgeslooten": "uitgesloten",
    "uiterlijke datum": "uiterste datum", "waarschijnelijk": "waarschijnlijk",
    "wachtijd": "wachttijd", "zowiezo": "sowieso",
}  # fmt: skip
# Other words for what has one name in the glossary.
DUTCH_TERMS = {
    "offerte": "inschrijving", "bieder": "aanbieder", "bieding": "inschrijving",
    "jurylid": "beoordelaar", "jury": "beoordelingspanel", "leverancier": "aanbieder",
    "opdrachtnemer": "aanbieder", "evaluator": "beoordelaar", "kavel": "perceel",
    "uitloting": "loting",
}  # fmt: skip
ENGLISH_TERMS = {
    "vendor": "bidder", "offeror": "bidder", "evaluator": "assessor", "jury": "panel",
    "sub-criterion": "criterion", "subcriterion": "criterion", "grader": "assessor",
}  # fmt: skip
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
WORDS = re.compile(r"[^\W\d_][\w'’-]*")
PROSE = [
    path
    for path in FILES
    if path.endswith((".md", ".html", ".cff", ".yml"))
    or (path.endswith(".toml") and path.startswith(("templates/", "examples/", "docs/")))
    or (path.endswith(".py") and path.startswith(("aanbesteding/", "docs/")))
]
IN_DUTCH = [
    path for path in PROSE if path.startswith(("templates/texts/nl/", "docs/for-the-officer/"))
]
IN_ENGLISH = [
    path
    for path in PROSE
    if path.startswith("templates/texts/en/")
    or (path.endswith(".md") and path.startswith("docs/") and path not in IN_DUTCH)
]


def misspelt(text: str) -> list[str]:
    """Return the known misspellings in a text."""
    lower = f"{text.lower()} "
    return [wrong for wrong in {**ENGLISH, **DUTCH} if wrong in lower]


def other_words(text: str, terms: dict[str, str]) -> set[str]:
    """Return the words in a text for which the glossary has another."""
    said = {word.lower() for word in WORDS.findall(text)}
    return {word for word in said for other in terms if word in {other, f"{other}s", f"{other}en"}}


def test_no_word_is_spelt_as_people_often_misspell_it() -> None:
    assert {
        path: one for path in PROSE if (one := misspelt((ROOT / path).read_text("utf-8")))
    } == {}


@pytest.mark.parametrize(
    ("pages", "terms"),
    [(IN_DUTCH, DUTCH_TERMS), (IN_ENGLISH, ENGLISH_TERMS)],
    ids=["Dutch", "English"],
)
def test_every_page_uses_the_words_of_the_glossary(pages: list[str], terms: dict[str, str]) -> None:
    texts = {path: (ROOT / path).read_text("utf-8") for path in pages}
    assert {path: one for path, text in texts.items() if (one := other_words(text, terms))} == {}


def test_the_words_to_use_are_in_the_glossary() -> None:
    terms = {*DUTCH_TERMS.values(), *ENGLISH_TERMS.values()}
    assert {term for term in terms if not re.search(rf"\b{term}\b", GLOSSARY)} == set()


def test_no_misspelling_is_part_of_the_word_it_stands_for() -> None:
    every = {**ENGLISH, **DUTCH}
    assert [wrong for wrong, right in every.items() if wrong in right] == []


def test_a_misspelling_and_another_word_are_seen() -> None:
    assert misspelt("De rangorde staat in het procesverbaal.") == ["procesverbaal"]
    assert misspelt("We recieved it") == ["recieve"]
    assert other_words("Twee offertes van een Bieder", DUTCH_TERMS) == {"offertes", "bieder"}
