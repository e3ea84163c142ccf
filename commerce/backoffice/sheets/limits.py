"""How much a sheet may be. Each is there because somebody will try."""

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
MOST_ROWS = 100_000
MOST_COLUMNS = 200
# What a workbook may become when it is unpacked, and its shared texts, which are held in memory.
MOST_UNPACKED = 400 * MEGABYTE
MOST_SHARED_TEXTS = 80 * MEGABYTE
MOST_PARTS = 1_000
# Rows that are read, compared and applied together.
CHUNK = 500
PAGE = 50
# Exports of more rows than this are made in the background.
AT_ONCE = 2_000
