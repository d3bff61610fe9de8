"""The page: a plan or a record as one HTML document, drawn from nouns alone."""

from crossflight.views.page.page import html_page

__all__ = ["html_page"]
