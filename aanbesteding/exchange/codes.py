"""The codes of a notice with their labels, from ``templates/exchange/eforms.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from aanbesteding.basis.shipped import shipped
from aanbesteding.exchange.asked import Shown, rows_of

NONE_RECEIVED, ALL_REJECTED, OTHER = "no-rece", "all-rej", "other"


@cache
def eforms() -> Mapping[str, Any]:
    """Return the code lists and fields of a notice that are used here."""
    text = shipped("templates", "exchange", "eforms.toml").read_text("utf-8")
    return tomllib.loads(text)


def label(codes: str, code: str, lang: str) -> str:
    """Return what a code means; raises KeyError for a code that is not listed."""
    return str(eforms()["codes"][codes][code][lang])


def not_awarded_code(shown: Shown, lot: Shown) -> str:
    """Return the code of why nobody won a lot; empty where the edition does not tell.

    That nothing fits the rules is not one of the listed reasons: it is "other".
    """
    if lot["bids"]:
        return OTHER
    if shown.get("scores") is None:
        return ALL_REJECTED if lot["outcome"] == "withdrawn" else ""
    bids = [score for score in rows_of(shown, "scores") if score["lot"] == lot["lot"]]
    if not bids:
        return NONE_RECEIVED
    if not any(score["status"] == "in" for score in bids):
        return ALL_REJECTED
    return OTHER
