"""What a result says of itself on one line, for who works in Python or a notebook."""

from collections.abc import Sequence

from aanbesteding.basis.findings import Finding, blocking, on_one_line


def brief(thing: object, *said: str, findings: Sequence[Finding] = ()) -> str:
    """Return the kind of a thing with what is said of it, at most 160 characters.

    >>> brief(3, "in my-round", "2 files")
    '<int: in my-round, 2 files, 0 findings>'
    """
    told = [one for one in said if one]
    return on_one_line(f"{type(thing).__name__}: {', '.join((*told, _findings(findings)))}")


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "file"), counted(2, "entry", "entries")
    ('1 file', '2 entries')
    """
    return f"{number} {one if number == 1 else more or f'{one}s'}"


def _findings(findings: Sequence[Finding]) -> str:
    stop = len(blocking(findings))
    told = counted(len(findings), "finding")
    return f"{told}, {stop} of which {'blocks' if stop == 1 else 'block'}" if stop else told
