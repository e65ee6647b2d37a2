"""Lots drawn by a seed whose SHA-256 was published before the bids were opened.

Of every bidder a text is made and hashed; who has the smallest hash was drawn first. The hashes
behave as independent random numbers, so every order is equally likely, and anybody can redo the
draw with a tool that counts SHA-256.
"""

import hashlib
import secrets
from collections.abc import Iterable

BYTES = 32


def fresh_seed() -> str:
    """Return a seed nobody can guess: 64 hexadecimal digits."""
    return secrets.token_hex(BYTES)


def commitment(seed: str) -> str:
    """Return the SHA-256 of a seed, to publish while the seed itself stays secret.

    >>> commitment("geheim")[:16]
    'addb0f5e7826c857'
    """
    return hashlib.sha256(seed.encode()).hexdigest()


def order_drawn(seed: str, tender: str, lot: str, bidders: Iterable[str]) -> tuple[str, ...]:
    """Return the bidders in the order the seed draws them, the first drawn first.

    The text of a bidder is ``seed|tender|lot|bidders|bidder`` with all bidders of the draw in
    order of their identifiers, and commas between them.
    """
    every = sorted(bidders)
    start = f"{seed}|{tender}|{lot}|{','.join(every)}"
    return tuple(sorted(every, key=lambda bidder: commitment(f"{start}|{bidder}")))
