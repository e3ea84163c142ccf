"""Sphinx: `make docs`."""

project = "Uplink"
author = "the Uplink contributors"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "Uplink"
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["myst.xref_missing"]
