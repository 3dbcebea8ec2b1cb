"""Markdown to HTML, in one place: no raw HTML, no images, no headings, web and mail links only."""

import re

import nh3
from markdown_it import MarkdownIt

from gaandeweg.kernel import limits

RENDERER = 1

_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr"}
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "html_block", "html_inline", "heading", "lheading", "reference"]
)


class TooLargeError(ValueError):
    """The rendered text grew out of proportion."""


def to_html(text: str) -> str:
    """Render Markdown as safe HTML.

    :raises TooLargeError: when the result is out of proportion.
    """
    html = _parser.render(text)
    if len(html) > limits.RENDERED_TIMES * len(text) + limits.RENDERED_EXTRA:
        raise TooLargeError
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def to_plain(text: str) -> str:
    """Strip the marks of Markdown, for passages and mail previews."""
    without_links = re.sub(r"\[([^\[\]]{0,500})\]\([^()\s]{0,500}\)", r"\1", text)
    without_marks = re.sub(r"(\*\*|__|`)", "", without_links)
    return re.sub(r"(?m)^[ \t]*(?:[-*+>]|\d{1,3}[.)])[ \t]+", "", without_marks)
