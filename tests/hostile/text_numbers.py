"""B60: a number that is text. Excel shows it like a number; what it means is anyone's guess."""

from decimal import Decimal

from tests.hostile.forge import with_text
from tests.hostile.form import NUMBER, PRICE
from tests.hostile.kinds import Kind, Want, fair, told

TEXTS: tuple[tuple[str, Want], ...] = (
    ("50", fair(PRICE, lots__C__price__licht=Decimal(50))),
    ("12,5", fair(PRICE, lots__C__price__licht=Decimal("12.5"))),
    ("1.234,56", fair(PRICE, lots__C__price__licht=Decimal("1234.56"))),
    ("1.234", told(PRICE)),
    ("1,234", told(PRICE)),
    ("1,234.56", told(PRICE)),
    ("€ 50", told(PRICE)),
    ("50 euro", told(PRICE)),
    ("5 000", told(PRICE)),
    ("5\u00a0000", told(PRICE)),
    ("5\u202f000", told(PRICE)),
    ("5'000", told(PRICE)),
    ("\u221250", told(PRICE)),
    ("-50", told(PRICE)),
    ("(50)", told(PRICE)),
    ("\uff15\uff10", told(PRICE)),
    ("\u0665\u0660", told(PRICE)),
    ("\u00b2", told(PRICE)),
    ("\u00bd", told(PRICE)),
    ("1e3", told(PRICE)),
    ("50,-", fair(PRICE, lots__C__price__licht=Decimal(50))),
    ("50,--", fair(PRICE, lots__C__price__licht=Decimal(50))),
    ("n.v.t.", told(PRICE)),
    ("nihil", told(PRICE)),
    ("-", told(PRICE)),
    ("5O", told(PRICE)),
    ("50/60", told(PRICE)),
    ("50-60", told(PRICE)),
    ("ca. 50", told(PRICE)),
    ("'50", told(PRICE)),
    ("=50", told(PRICE)),
    ("50%", told(PRICE)),
    ("1_000", told(PRICE)),
    ("0x32", told(PRICE)),
    ("inf", told(PRICE)),
    ("nan", told(PRICE)),
    ("\u200b50", told(PRICE)),
    ("50\n60", told(PRICE)),
    ("TRUE", told(PRICE)),
    ("True", told(PRICE)),
)

KINDS = (
    *(
        Kind(f"B60_{number:02}", f"a price that is the text {value!r}",
             lambda v=value: with_text(PRICE, v), want)  # type: ignore[misc]
        for number, (value, want) in enumerate(TEXTS, 1)
    ),
    Kind("B60_c1", "a number of children that is the text '20 kinderen'",
         lambda: with_text(NUMBER, "20 kinderen"), told(NUMBER)),
    Kind("B60_c2", "a number of children that is the text '1.000'",
         lambda: with_text(NUMBER, "1.000"), told(NUMBER)),
    Kind("B60_c3", "a number of children that is the text 'twintig'",
         lambda: with_text(NUMBER, "twintig"), told(NUMBER)),
)  # fmt: skip
