"""The identifiers that the parts of a release know each other by; the same record, the same ids."""

BUYER = "buyer"


def bid_id(lot: str, bidder: str) -> str:
    """Return the id of a bid for a lot; no id of a tender holds a slash."""
    return f"{lot}/{bidder}"


def award_id(lot: str, bidder: str = "") -> str:
    """Return the id of an award to a bidder, or of the outcome of a lot nobody won."""
    return f"award/{lot}/{bidder}" if bidder else f"award/{lot}"


def contract_id(lot: str, bidder: str) -> str:
    """Return the id of the contract that follows from an award."""
    return f"contract/{lot}/{bidder}"


def party_id(bidder: str) -> str:
    """Return the id of a bidder among the parties."""
    return f"bidder/{bidder}"


def member_id(bidder: str, number: int) -> str:
    """Return the id of a member of a consortium, counted from 1."""
    return f"bidder/{bidder}/member/{number}"


def subcontractor_id(bidder: str, number: int) -> str:
    """Return the id of a subcontractor of a bidder, counted from 1."""
    return f"bidder/{bidder}/subcontractor/{number}"


def payer_id(area: str) -> str:
    """Return the id of a municipality among the parties."""
    return f"area/{area}"
