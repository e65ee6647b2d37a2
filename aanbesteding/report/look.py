"""How a page looks: the house style as it is, or with an officer's own colours, fonts and logo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """An own house style: what is added to the style sheet, a logo as a data address, its words.

    `fingerprint` tells which file (and logo) it was made of; a page shows it under its origin.
    """

    css: str = ""
    logo: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    fingerprint: str = ""


PLAIN = Look()
