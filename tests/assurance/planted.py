"""Plants a fault in this process: in a module that is still to be loaded, or in one that is.

A module that is still to be loaded is loaded from the other text. In one that is loaded, only
functions can change: they are given the code of the other text, wherever they are held. Which of
the two is needed shows from the text: a fault outside functions takes effect at loading alone.
"""

import gc
import os
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

_as_it_is = SourceFileLoader.get_code


def plant(at: Path, text: str) -> None:
    """Have the module at a path loaded from another text, once it is asked for."""
    spoiled = os.path.realpath(at)

    def planted(self: SourceFileLoader, fullname: str) -> CodeType | None:
        if os.path.realpath(self.path) == spoiled:
            code: CodeType = compile(text, spoiled, "exec", dont_inherit=True)
            return code
        return _as_it_is(self, fullname)

    SourceFileLoader.get_code = planted  # type: ignore[method-assign,assignment]


class Swap(NamedTuple):
    """Functions as they are loaded, each with its code of the other text, and their lines."""

    codes: tuple[tuple[FunctionType, CodeType], ...]
    lines: frozenset[int]

    def plant(self) -> None:
        """Give the functions their other code."""
        for function, code in self.codes:
            function.__code__ = code


class Loaded:
    """The functions that this process holds, by the place of their code."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str, int], list[FunctionType]] = {}
        self._codes: dict[Path, CodeType] = {}
        gc.unfreeze()  # what was frozen is not among the objects that are told
        for thing in gc.get_objects():
            if type(thing) is FunctionType:
                self._held.setdefault(_place(thing.__code__), []).append(thing)

    def swap(self, at: Path, text: str) -> Swap | None:
        """Return how to plant a text; None where it differs outside the functions held."""
        if at not in self._codes:
            self._codes[at] = compile(at.read_text("utf-8"), str(at), "exec", dont_inherit=True)
        new = compile(text, str(at), "exec", dont_inherit=True)
        pairs = _changed(self._codes[at], new)
        if pairs is None:
            return None
        codes = []
        for old, code in pairs:
            held = self._held.get(_place(old), [])
            if not held or len(old.co_freevars) != len(code.co_freevars):
                return None
            codes += [(function, code) for function in held]
        lines = frozenset(line for old, _ in pairs for line in _lines(old))
        return Swap(tuple(codes), lines) if lines else None


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _changed(old: CodeType, new: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """The outermost functions that differ; None where anything else does."""
    if _says(old) != _says(new):
        return None
    found: list[tuple[CodeType, CodeType]] = []
    for one, other in zip(_within(old), _within(new), strict=True):
        if one.co_flags & CO_OPTIMIZED:
            if list(_all(one)) != list(_all(other)):
                found.append((one, other))
            continue
        deeper = _changed(one, other)
        if deeper is None:
            return None
        found += deeper
    return found


def _within(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _all(code: CodeType) -> Iterator[tuple[object, ...]]:
    yield _says(code)
    for one in _within(code):
        yield from _all(one)


def _says(code: CodeType) -> tuple[object, ...]:
    """All that a code does, without the codes within it and the lines it stands on."""
    constants = ["code" if isinstance(one, CodeType) else repr(one) for one in code.co_consts]
    names = code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_qualname
    counts = code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_flags
    return code.co_code, code.co_exceptiontable, *names, *counts, *constants


def _lines(code: CodeType) -> Iterator[int]:
    """The lines of a body, without the line of ``def``, which is passed at loading."""
    for _, _, line in code.co_lines():
        if line is not None and line != code.co_firstlineno:
            yield line
    for one in _within(code):
        yield one.co_firstlineno
        yield from _lines(one)
