"""Make paragraphs of an answer whose headings were flattened into the text ('title: … , : …')."""

import re

from gaandeweg.analysis.text.stopwords import DUTCH_STOP_WORDS

_HEADING = re.compile(r"\btitle: (.{1,200}?), : ")
_BARE_BREAK = ", : "
_SPACES = re.compile(r"(?:\\xa0|\s)+")
_GLUED = re.compile(r"(?<=\w{3})([.?!])([a-zé]+)\b")
_SENTENCE_END = re.compile(r"(\w+)(\)?[.?!] )([a-zà-ÿ])")
_SHORTENED = frozenset({"bijv", "bv", "nr", "art", "ca", "evt", "incl", "excl", "mr", "dr", "tel"})
_WORD_OF_ONE_LETTER = "u"


def as_paragraphs(text: str) -> str:
    """Give a flattened answer its headings, paragraphs and capitals; leave any other as it is."""
    spaced = _SPACES.sub(" ", text)
    # An odd number of pieces: text, then a heading and its text, again and again.
    pieces = _HEADING.split(spaced)
    if len(pieces) == 1:
        return text
    blocks = [pieces[0]]
    for heading, body in zip(pieces[1::2], pieces[2::2], strict=True):
        blocks += [f"**{_with_capital(heading.strip())}**", body]
    paragraphs = (part for block in blocks for part in block.split(_BARE_BREAK))
    return "\n\n".join(
        _with_capital(_sentences(part.strip(" ,\n"))) for part in paragraphs if part.strip(" ,\n")
    )


def _sentences(text: str) -> str:
    apart = _GLUED.sub(_apart, text)
    if any(letter.isupper() for letter in apart):
        return apart
    return _SENTENCE_END.sub(_begin, apart)


def _apart(found: re.Match[str]) -> str:
    """Part two sentences that lost their space; a small word cannot end a web address."""
    mark, word = found.groups()
    return f"{mark} {word}" if word in DUTCH_STOP_WORDS else f"{mark}{word}"


def _begin(found: re.Match[str]) -> str:
    word, mark, letter = found.groups()
    return f"{word}{mark}{letter if _is_shortened(word) else letter.upper()}"


def _is_shortened(word: str) -> bool:
    return word in _SHORTENED or (len(word) == 1 and word != _WORD_OF_ONE_LETTER)


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
