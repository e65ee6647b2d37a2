"""Makes the letters of a round and copies those of everyone who bid for one lot.

python examples/scripts/letters_for_one_lot.py MY-ROUND LOT    (without these: on an example)

Who bid for more lots has one letter about all of them, so it stands among those of each lot.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import aanbesteding

if len(sys.argv) > 2:
    folder, lot = Path(sys.argv[1]), sys.argv[2]
else:
    folder, lot = aanbesteding.new(Path(tempfile.mkdtemp()) / "r", "amersfoort-2024"), "1"
    aanbesteding.award(folder)

made = aanbesteding.letters(folder)
for finding in made.findings:
    print(aanbesteding.finding_text(finding, "nl"))
if made.ok:
    record = json.loads((folder / "award" / "award.json").read_text("utf-8"))
    letters = [path for path in made.files if path.suffix == ".docx"]
    target = folder / f"letters-{lot}"
    target.mkdir(exist_ok=True)
    for bid, letter in zip(record["bids"], letters, strict=True):  # one each, in the same order
        if any(one["lot"] == lot for one in bid["lots"]):
            print(shutil.copy(letter, target))
