"""Every kind of hostile workbook there is here, by family."""

from functools import cache

from tests.hostile import (
    bombs,
    cells,
    formats,
    formulas,
    markup,
    package,
    sheets,
    text_numbers,
    wrong_kinds,
    zips,
)
from tests.hostile.kinds import Kind

FAMILIES = (
    bombs, zips, package, wrong_kinds, sheets, cells, formulas, formats, text_numbers, markup,
)  # fmt: skip
KINDS: tuple[Kind, ...] = tuple(kind for family in FAMILIES for kind in family.KINDS)


@cache
def kind(name: str) -> Kind:
    """The kind of that name."""
    return next(one for one in KINDS if one.id == name)
