"""The page: a plan or a record as one HTML document, drawn from nouns alone."""

from crossflight.views.page.page import html_page
from crossflight.views.page.spacewalk import spacewalk_html

__all__ = ["html_page", "spacewalk_html"]
