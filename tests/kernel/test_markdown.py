"""Markdown: what colleagues need, and nothing that runs, loads or grows out of proportion."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaandeweg.kernel import limits, markdown

TAGS = {f"<{tag}" for tag in markdown._TAGS}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Let op:** eerst bellen", "<p><strong>Let op:</strong> eerst bellen</p>"),
        ("eerste regel\ntweede regel", "<p>eerste regel<br>\ntweede regel</p>"),
        ("1. bel\n2. mail", "<ol>\n<li>bel</li>\n<li>mail</li>\n</ol>"),
        ("3. verder", '<ol start="3">\n<li>verder</li>\n</ol>'),
        ("5 < 7 & 7 > 5", "<p>5 &lt; 7 &amp; 7 &gt; 5</p>"),
    ],
)
def test_what_colleagues_write_is_shown_as_they_meant_it(written, shown):
    assert markdown.to_html(written).strip() == shown


def test_a_link_opens_the_web_without_telling_where_it_came_from():
    html = markdown.to_html("[de wet](https://wetten.overheid.nl/BWBR0033715)")

    assert 'href="https://wetten.overheid.nl/BWBR0033715"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href='javascript:alert(1)'>klik</a>",
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt:alert(1))",
        "[klik](java\tscript:alert(1))",
        "[klik](&#106;avascript:alert(1))",
        "[klik](javascript&colon;alert(1))",
        "[klik](data:text/html;base64,PHNjcmlwdD4=)",
        "[klik](vbscript:msgbox)",
        "<javascript:alert(1)>",
        "[klik]: javascript:alert(1)\n\n[klik]",
        "![klik](https://elders.example/pixel.png)",
        '[klik](https://x.example "onmouseover=alert(1)")',
        '[klik](https://x.example/"onmouseover=alert(1))',
        "`<script>`<script>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<style>@import 'https://elders.example';</style>",
        "<form action=https://elders.example><button>ok</button></form>",
        "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
        "# kop\n\nkop\n===",
        "[klik](//elders.example)\n<!-- --!><script>alert(1)</script> -->",
    ],
)
def test_nothing_that_runs_or_loads_gets_through(attack):
    html = markdown.to_html(attack).lower()

    assert _tags_of(html) <= TAGS
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert 'href="vbscript' not in html
    assert "<a onmouseover" not in html
    assert not any(word in html for word in (' onerror="', ' onload="', ' onmouseover="', "<img"))


@given(st.text(alphabet=st.sampled_from("<>[]()!*_`#&;:/\"'\\ \n\tajsc=x1"), max_size=200))
def test_whatever_is_typed_only_known_tags_come_out(typed):
    assert _tags_of(markdown.to_html(typed)) <= TAGS


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * limits.BRACKETS,
        "![[" * (limits.BRACKETS // 2),
        "[a](" * limits.BRACKETS,
        ">" * limits.TEXT_CHARACTERS,
        "> " * (limits.TEXT_CHARACTERS // 2),
        "*a_ " * (limits.TEXT_CHARACTERS // 4),
        "`" * limits.TEXT_CHARACTERS,
        "<" * limits.TEXT_CHARACTERS,
        "- " * (limits.TEXT_CHARACTERS // 2),
        "a" * limits.TEXT_CHARACTERS,
        "[x]: /" + "u" * 9_000 + "\n\n" + "[x]" * 3_000,
        "&" * limits.TEXT_CHARACTERS,
        "**" * (limits.TEXT_CHARACTERS // 2),
    ],
    ids=lambda bomb: repr(bomb[:8]),
)
def test_a_bomb_does_not_go_off(bomb):
    began = time.process_time()

    try:
        grown = len(markdown.to_html(bomb))
    except markdown.TooLargeError:
        grown = 0

    assert time.process_time() - began < 1.0
    assert grown <= limits.RENDERED_TIMES * len(bomb) + limits.RENDERED_EXTRA


def test_a_passage_has_no_marks_left():
    text = "**Let op:** zie [de wet](https://wetten.overheid.nl)\n- bel eerst\n1. dan mailen"

    assert markdown.to_plain(text) == "Let op: zie de wet\nbel eerst\ndan mailen"


def _tags_of(html):
    return {f"<{piece.split('>')[0].split()[0]}" for piece in html.split("<")[1:] if _opens(piece)}


def _opens(piece):
    return not piece.startswith("/")
