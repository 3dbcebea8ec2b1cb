"""How these pages are built: `uv run --group docs sphinx-build -W docs build/docs`."""

project = "Gaandeweg"
author = "The Gaandeweg team"
project_copyright = "The Gaandeweg team, EUPL-1.2"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "Gaandeweg"
myst_heading_anchors = 3
exclude_patterns = ["build"]
nitpicky = True
