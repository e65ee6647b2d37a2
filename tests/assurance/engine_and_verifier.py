"""python -m tests.assurance.engine_and_verifier [COUNT]: awards of random tenders, verified.

The engine decides a small tender drawn at random, and verification reads its record: everything
counted again, every claim proven, no objection. Where lots must be drawn they are, and the decision
that follows is verified as well.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random
from unittest.mock import patch

from aanbesteding import flow
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.canonical import canonical
from aanbesteding.round.draws import PEOPLE, add_draws, read_draws
from aanbesteding.scoring.low_price_findings import scoring_findings
from aanbesteding.verification import verify as verifying
from aanbesteding.verification.round_files import RoundFiles
from aanbesteding.verification.verification import Verification
from tests.laws.random_rounds import OBJECTIVE, RANKED, random_round

COUNT = 10_000


def verified(home: Path, seed: int) -> Iterator[tuple[str, Verification]]:
    """Yield how the tender of this seed ended, and what verification says, until lots are drawn."""
    r = Random(seed)
    tender, offered = random_round(r, OBJECTIVE if seed % 2 else RANKED)
    bids, marks = offered.bids, offered.marks
    findings = scoring_findings(tender, bids, marks)
    folder = home / str(seed)
    path = folder / "award" / "award.json"
    path.parent.mkdir(parents=True)
    read = RoundFiles(tender, bids, marks, ())
    inputs: dict[str, str] = {}
    while True:
        draws, _ = read_draws(folder)
        record = flow.award(tender, bids, marks, draws, inputs, findings)
        path.write_bytes(canonical(record.record()))
        with patch.object(verifying, "read_round", lambda _: read):
            yield record.decision.outcome, verifying.verify(path)
        asked = [draw for draw in record.decision.draws if not draw.outcome]
        if not asked:
            return
        held = add_draws(folder, [_drawn(r, draw) for draw in asked])
        inputs = {held.name: sha256(held.read_bytes()).hexdigest()}


def _drawn(r: Random, draw: Draw) -> Draw:
    outcome = tuple(r.sample(draw.bidders, len(draw.bidders)))
    return replace(draw, outcome=outcome, origin=PEOPLE)


def objections(folder: Path, seeds: range, seen: Counter[str]) -> Iterator[str]:
    """Yield every objection to an award of ours; `seen` counts outcomes and proofs."""
    for seed in seeds:
        for outcome, found in verified(folder, seed):
            seen[f"outcome {outcome}"] += 1
            seen.update(f"{check.key} by {check.how}" for check in found.checks if check.how)
            seen.update(f"{one.key} not proven: {one.why}" for one in found.not_proven)
            blocking = [one for one in found.findings if one.blocks]
            yield from (f"{seed}: {one.code} {dict(one.values)}" for one in blocking)
            if not found.ok and not blocking:
                yield f"{seed}: not ok"


def main(count: int) -> int:
    """Print what was seen and every objection; return 1 when there is any."""
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as home:
        found = list(objections(Path(home), range(count), seen))
    for what, number in sorted(seen.items()):
        print(f"{number:7} {what}")
    print(f"{count} tenders, {len(found)} objections")
    print(*found, sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
