"""How Sphinx builds these pages; the result asks nothing of any other site."""

project = "aanbesteding"
author = "the contributors of aanbesteding"
language = "en"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "aanbesteding"
html_copy_source = False
exclude_patterns = ["_build"]
myst_heading_anchors = 3
