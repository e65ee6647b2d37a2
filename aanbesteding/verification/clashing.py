"""Whether nothing fits, whether the rules named clash, and whether each of them is needed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aanbesteding.rules.facts import Facts
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.rule import Key, Row, Rule
from aanbesteding.rules.soft import Softened
from aanbesteding.verification.claims import Claim, Told
from aanbesteding.verification.frame import Frame
from aanbesteding.verification.model import (
    barred,
    only_who_serves,
    ranked_lots,
    rankings,
    somebody,
    tops_of,
    whole,
)
from aanbesteding.verification.prover import Asked, Prover
from aanbesteding.verification.record import shown
from aanbesteding.verification.recount import Recount, stated_rules
from aanbesteding.verification.said import Stated

# What only says what can be: nobody can drop it, so it is never named in a clash.
PHYSICAL = ("capacity", "demand", "discounts", "moving")
Name = tuple[str, str]


class Named(NamedTuple):
    """The rows of each rule by its name and part, and the rows that hold whatever is dropped."""

    facts: Facts
    rules: Sequence[Rule]
    named: Mapping[Name, list[Row]]
    always: Sequence[Row]

    def ask(self, prover: Prover, names: Sequence[Name]) -> Asked:
        """Return whether an award can keep these rules together."""
        rows = (*self.always, *(row for name in names for row in self.named[name]))
        return whole(prover, Frame(rows, tops_of(self.facts, self.rules)))


def clashing(prover: Prover, stated: Stated, recount: Recount) -> Iterator[Told]:
    """Yield what became of the claim that nothing fits, and of each clash that is named."""
    asked, clashes = _named(recount), _clashes(stated)
    unknown = [name for clash in clashes for name in clash if name not in asked.named]
    if unknown:
        claim = Claim("nothing_fits", {})
        yield claim.wrong(stated.objection("V527", "clashes", row=_said(unknown)))
        return
    if not clashes:
        yield _all(prover, stated, asked)
    for index, clash in enumerate(clashes):
        yield _together(prover, stated, asked, index, clash)
        yield _each_needed(prover, stated, asked, index, clash)
    if len(clashes) == 1 and stated.tree.get("only_clash") is True:
        yield _no_other(prover, stated, asked, clashes[0])


def _all(prover: Prover, stated: Stated, named: Named) -> Told:
    """Without a clash nothing fits whatever rules are dropped."""
    claim, found = Claim("nothing_fits", {}), named.ask(prover, ())
    if found.values is not None:
        return claim.wrong(stated.objection("V530", "clashes"))
    return claim.proven([found]) if found.none else claim.open(found.why)


def _together(
    prover: Prover, stated: Stated, named: Named, index: int, clash: Sequence[Name]
) -> Told:
    claim, found = Claim("clash", {"rules": _said(clash)}), named.ask(prover, clash)
    if found.values is not None:
        place = f"clashes/{index}"
        return claim.wrong(stated.objection("V527", place, row=_said(clash)))
    return claim.proven([found]) if found.none else claim.open(found.why)


def _each_needed(
    prover: Prover, stated: Stated, named: Named, index: int, clash: Sequence[Name]
) -> Told:
    """Without any one of them the others can be kept: an award is found that does."""
    claim, answers = Claim("clash_smallest", {"rules": _said(clash)}), []
    for name in clash:
        found = named.ask(prover, [one for one in clash if one != name])
        if found.none:
            values = {"row": _said([name]), "says": _said(clash)}
            return claim.wrong(stated.objection("V528", f"clashes/{index}", **values))
        if found.values is None:
            return claim.open(found.why)
        answers.append(found)
    return claim.proven(answers)


def _no_other(prover: Prover, stated: Stated, named: Named, clash: Sequence[Name]) -> Told:
    """Another clash would miss one of these rules; without any one of them all others hold."""
    claim, answers = Claim("only_clash", {}), []
    for name in clash:
        found = named.ask(prover, [one for one in named.named if one != name])
        if found.none:
            return claim.wrong(stated.objection("V529", "only_clash", row=_said([name])))
        if found.values is None:
            return claim.open(found.why)
        answers.append(found)
    return claim.proven(answers)


def _named(recount: Recount) -> Named:
    own = stated_rules(recount.tender, recount.single)
    ranked, lots = rankings(recount, own), ranked_lots(recount)
    rules = (*ranked.values(), *own)
    always = [row for lot in lots for row in barred(recount, lot)]
    always += [*only_who_serves(recount), *_somebody(recount, ranked)]
    named: dict[Name, list[Row]] = {}
    for rule in rules:
        for row in rule.rows(recount.facts):
            if rule.kind in PHYSICAL or isinstance(rule, Softened):
                always.append(row)
            else:
                named.setdefault((row.rule, row.part), []).append(row)
    return Named(recount.facts, rules, named, always)


def _somebody(recount: Recount, ranked: Mapping[str, FollowRanking]) -> Iterator[Row]:
    """A ranking asks for a winner in every lot that is ranked; filling for one in some lot."""
    if recount.mode != "rank_order":
        return
    yield from somebody(recount, ranked.values())
    if not ranked:
        one: dict[Key, int] = dict.fromkeys(recount.facts.picks, 1)
        yield Row("somebody", "", one, ">=", 1)


def _clashes(stated: Stated) -> list[list[Name]]:
    """The clashes of the record by rule and part."""
    found = stated.tree.get("clashes")
    return [
        [(str(one.get("rule")), str(one.get("part"))) for one in clash if isinstance(one, dict)]
        for clash in (found if isinstance(found, list) else [])
        if isinstance(clash, list)
    ]


def _said(names: Sequence[Name]) -> str:
    return shown("; ".join(f"{rule} ({part})" if part else rule for rule, part in names))
