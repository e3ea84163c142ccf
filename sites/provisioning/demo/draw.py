"""`python -m sites.provisioning.demo.draw FOLDER`: draw what all demo stores need."""

import sys
from pathlib import Path

from sites.provisioning.demo.apply.drawing import draw_all
from sites.provisioning.demo.wanted import PALETTES, wanted_drawings

if __name__ == "__main__":
    draw_all([drawing for store in PALETTES for drawing in wanted_drawings(store)], Path(sys.argv[1]))
