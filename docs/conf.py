"""Sphinx configuration; the pages build without a network."""

import logging
from importlib.metadata import version as installed_version

project = "Crossflight"
author = "The Crossflight authors"
copyright = "2026, The Crossflight authors"
release = installed_version("crossflight")
version = ".".join(release.split(".")[:2])

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_google_docstring = False

html_theme = "furo"
html_title = f"Crossflight {release}"

# The first page lists its parts by pattern, and a part may still be without pages. Sphinx 9.0 gives that
# warning no type, so suppress_warnings cannot name it.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: getattr(record, "subtype", None) != "empty_glob"
)
