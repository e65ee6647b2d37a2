"""python -m tests.assurance.engine_and_verifier [COUNT]: awards of random tenders, verified.

The engine decides a small tender drawn at random, and verification reads its record: everything
counted again, every claim proven, no objection.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from unittest.mock import patch

from aanbesteding import flow
from aanbesteding.basis.canonical import canonical
from aanbesteding.scoring.low_price_findings import scoring_findings
from aanbesteding.verification import verify as verifying
from aanbesteding.verification.round_files import RoundFiles
from aanbesteding.verification.verification import Verification
from tests.laws.random_rounds import OBJECTIVE, RANKED, random_round

COUNT = 10_000


def verified(folder: Path, seed: int) -> tuple[str, Verification]:
    """Return how the tender of this seed ended, and what verification says of its record."""
    r = Random(seed)
    tender, offered = random_round(r, OBJECTIVE if seed % 2 else RANKED)
    bids, marks = offered.bids, offered.marks
    findings = scoring_findings(tender, bids, marks)
    record = flow.award(tender, bids, marks, (), {}, findings).record()
    path = folder / "award" / "award.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(canonical(record))
    found = RoundFiles(tender, bids, marks, ())
    with patch.object(verifying, "read_round", lambda _: found):
        return record["decision"]["outcome"], verifying.verify(path)


def objections(folder: Path, seeds: range, seen: Counter[str]) -> Iterator[str]:
    """Yield every objection to an award of ours; `seen` counts outcomes and proofs."""
    for seed in seeds:
        outcome, found = verified(folder, seed)
        seen[f"outcome {outcome}"] += 1
        seen.update(f"{check.key} by {check.how}" for check in found.checks if check.how)
        seen.update(f"{one.key} not proven: {one.why}" for one in found.not_proven)
        yield from (
            f"{seed}: {one.code} {dict(one.values)}" for one in found.findings if one.blocks
        )
        if not found.ok and not any(one.blocks for one in found.findings):
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
