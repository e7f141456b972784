"""How long does it take to draw a timeline of a hundred thousand calls, PNG included?

The yardstick is about one second: a notebook's reader doesn't want to wait longer for a picture.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import recordings  # noqa: E402

from helpers import picture  # noqa: E402

picture.png_bytes(picture.timeline(recordings.family()))  # matplotlib's own start is not what is measured
for calls in (1_000, 10_000, 100_000):
    recording = recordings.fine(calls)
    begin = time.process_time()
    figure = picture.timeline(recording)
    drawn = time.process_time()
    size = len(picture.png_bytes(figure))
    end = time.process_time()
    print(
        f"{calls:>7} calls: {drawn - begin:.2f} s to put together, {end - drawn:.2f} s for the PNG"
        f" ({size // 1024} KiB), {end - begin:.2f} s in all"
    )
