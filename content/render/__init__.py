"""Lessons as safe HTML and as plain text: the very code behind what the student sees."""

from content.plain import plain
from content.render.page import figure_html, page_html
from content.render.prose import marked_html, to_html

__all__ = ["figure_html", "marked_html", "page_html", "plain", "to_html"]
