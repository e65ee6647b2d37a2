"""Makes the letters to everyone who bid for one lot, in the folder letters/lot-LOT of the round.

python examples/scripts/letters_for_one_lot.py MY-ROUND LOT    (without these: on an example)

Who bid for more lots has one letter about all of them, so it stands among those of each lot.
"""

import sys
import tempfile
from pathlib import Path

import aanbesteding

if len(sys.argv) > 2:
    folder, lot = Path(sys.argv[1]), sys.argv[2]
else:
    folder, lot = aanbesteding.new(Path(tempfile.mkdtemp()) / "r", "amersfoort-2024"), "1"
    aanbesteding.award(folder)

made = aanbesteding.letters(folder, lot=lot)
for finding in made.findings:
    print(aanbesteding.finding_text(finding, "nl"))
print(*(path for path in made.files if path.suffix == ".docx"), sep="\n")
