"""Point out what may identify a resident: numbers, addresses of mail, names, dates of birth.

Errs a little towards pointing out: the writer decides. What is masked is never found again, and
masking never makes something new appear, because no pattern looks through a mask.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate


class IdentifyingKind(StrEnum):
    """Kinds of data about residents that do not belong in a shared text."""

    CITIZEN_NUMBER = "citizen_number"
    IBAN = "iban"
    PHONE = "phone"
    MAIL = "mail"
    BIRTH_DATE = "birth_date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text that may identify somebody."""

    kind: IdentifyingKind
    start: int
    end: int


# In Dutch, whatever the language of the text: part of what colleagues read from then on.
_MASKS = {
    IdentifyingKind.CITIZEN_NUMBER: "[bsn]",
    IdentifyingKind.IBAN: "[rekeningnummer]",
    IdentifyingKind.PHONE: "[telefoonnummer]",
    IdentifyingKind.MAIL: "[mailadres]",
    IdentifyingKind.BIRTH_DATE: "[geboortedatum]",
    IdentifyingKind.NAME: "[naam]",
}

# Takes the place of what was found while we look further; like a bracket, part of no pattern.
_COVER = "\x00"


def find_identifying(text: str) -> tuple[Finding, ...]:
    """Find what may identify a resident, in the order of the text; findings never overlap."""
    found: list[Finding] = []
    # Again after a find: a phone number glued to a date of birth is one only without the date.
    while more := _found_in(_covered(text, [(seen.start, seen.end) for seen in found])):
        found = sorted([*found, *more], key=lambda finding: finding.start)
    return tuple(found)


def _found_in(rest: str) -> list[Finding]:
    found: list[Finding] = []
    for kind, find in _SEARCHES:
        spans = list(find(rest))
        found += [Finding(kind, start, end) for start, end in spans]
        rest = _covered(rest, spans)
    return found


def mask(text: str, findings: Iterable[Finding]) -> str:
    """Put a plain word in brackets in the place of every finding."""
    pieces, done = [], 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        pieces += [text[done : finding.start], _MASKS[finding.kind]]
        done = finding.end
    return "".join([*pieces, text[done:]])


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], _COVER * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


Spans = Iterator[tuple[int, int]]

_LONGEST_LOCAL_PART = 64
_LOCAL_CHARACTERS = re.compile(r"[\w.+%'-]{1,64}\Z")
_DOMAIN = re.compile(r"@(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_]{2,24}")


def _mail_addresses(text: str) -> Spans:
    """Look around each @, never further than an address can be long."""
    done = 0
    at = text.find("@")
    while at >= 0:
        before = _LOCAL_CHARACTERS.search(text[max(done, at - _LONGEST_LOCAL_PART) : at])
        domain = _DOMAIN.match(text, at) if before else None
        if before and domain:
            done = domain.end()
            yield at - len(before.group()), done
        at = text.find("@", max(at + 1, done))


# How many characters an account number has in each country (ISO 13616 registry).
_IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FO GL NL",
        19: "MK SI",
        20: "AT BA EE KZ LT LU XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ TL",
        24: "AD CZ DZ ES MD PK RO SA SE SK TN VG",
        25: "PT",
        26: "IS TR",
        27: "FR GR IT MA MC MR SM",
        28: "AL AZ BY CY DO GT HU LB PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU",
        31: "MT SC",
        32: "LC",
    }.items()
    for country in countries.split()
}
_IBAN_START = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2}) ?[0-9]{2}", re.ASCII)
_IBAN_SEPARATORS = " .-\u00a0"
_IBAN_MODULUS = 97


def _account_numbers(text: str) -> Spans:
    done = 0
    for start in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(start[1].upper())
        if length is None or start.start() < done:
            continue
        end = _end_of_characters(text, start.start(), length)
        if end and _passes_mod_97(text[start.start() : end]):
            done = end
            yield start.start(), end


def _end_of_characters(text: str, start: int, length: int) -> int:
    """Return where so many letters and digits end, with at most one separator between two."""
    place, left = start, length
    while left and place < len(text):
        if text[place].isascii() and text[place].isalnum():
            left -= 1
        elif text[place] not in _IBAN_SEPARATORS or text[place - 1] in _IBAN_SEPARATORS:
            return 0
        place += 1
    goes_on = place < len(text) and text[place].isalnum()
    return 0 if left or goes_on else place


def _passes_mod_97(account: str) -> bool:
    characters = [character for character in account.upper() if character.isalnum()]
    turned = characters[4:] + characters[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % _IBAN_MODULUS == 1


# What looks like a number but is a date: 06-12-2024 10:30.
_DATE_AHEAD = (
    "(?!(?:0[1-9]|[12][0-9]|3[01])[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:19|20)[0-9]{2}(?![0-9]))"
)
_PHONE = re.compile(
    rf"""(?<![0-9+]){_DATE_AHEAD}
    (?:
        (?:\+|00)31 [ \-./\u00a0]{{0,3}} (?:\(0\)[ \-./\u00a0]{{0,2}})? [1-9]
            (?:[ \-./()\u00a0]{{0,3}}[0-9]){{8}}
      | (?!0[89]00) \(?0[1-9] (?:[ \-./()\u00a0]{{0,3}}[0-9]){{8}}
      | \+(?!31)[1-9] (?:[ \-./()\u00a0]{{0,3}}[0-9]){{7,13}}
    )(?![0-9])""",
    re.VERBOSE,
)


def _phone_numbers(text: str) -> Spans:
    """Find numbers of people; free and paid numbers (0800, 0900) are of organisations."""
    yield from (found.span() for found in _PHONE.finditer(text))


_DIGIT_GROUPS = re.compile(r"[0-9]+(?:[ .\u00a0][0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_MOST_GROUPS = 5
_NUMBER_LENGTHS = (8, 9)
_LOOKS_LIKE_DATE = re.compile(r"[0-9]{1,2}[ .\u00a0][0-9]{1,2}[ .\u00a0][0-9]{4}")
_LOOKS_LIKE_YEARS = re.compile(r"(?:19|20)[0-9]{2}[ .\u00a0](?:19|20)[0-9]{2}")


def _citizen_numbers(text: str) -> Spans:
    """Find 8 or 9 digits that pass the eleven-test, whole or in groups."""
    for run in _DIGIT_GROUPS.finditer(text):
        groups = [group.span() for group in _GROUP.finditer(text, *run.span())]
        first = 0
        while first < len(groups):
            count = _groups_of_citizen_number(text, groups[first : first + _MOST_GROUPS])
            if count:
                yield groups[first][0], groups[first + count - 1][1]
            first += count or 1


def _groups_of_citizen_number(text: str, groups: list[tuple[int, int]]) -> int:
    """Return how many of the first groups are a citizen service number; the longest wins."""
    sizes = accumulate(end - start for start, end in groups)
    fitting = [count for count, size in enumerate(sizes, start=1) if size in _NUMBER_LENGTHS]
    for count in reversed(fitting):
        written = text[groups[0][0] : groups[count - 1][1]]
        is_other = _LOOKS_LIKE_DATE.fullmatch(written) or _LOOKS_LIKE_YEARS.fullmatch(written)
        if not is_other and _passes_eleven_test(written):
            return count
    return 0


def _passes_eleven_test(written: str) -> bool:
    digits = [int(digit) for digit in written if digit.isdecimal()]
    digits = [0] * (9 - len(digits)) + digits
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * digit for weight, digit in zip(weights, digits, strict=True))
    return any(digits) and total % 11 == 0


_TITLES = r"mevrouw|mevr\.?|mw\.?|meneer|mijnheer|dhr\.?|heer|familie|fam\.|gezin|mrs\.?|mr\.?"
_PARTICLES = (
    "van|von|de|den|der|des|het|'t|’t|ten|ter|te|el|al|bin|ben|la|le|du|dos|da|di|op|in|'s|’s"
)
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĐĒĘĚĞĢĪİĶŁĻŃŇŅŌŐŒŘŚŞŠȘŢȚŤŪŮŰŹŻŽ"
_GAP = "[ \t\u00a0]"
# A lone initial ("mevrouw J.") is no name: somebody made it unreadable already.
_NAME = re.compile(
    rf"""(?<!\w)(?i:{_TITLES}){_GAP}{{1,3}}
    (?P<name>
        (?: (?:[{_CAPITAL}]\.){{1,6}} {_GAP}{{0,2}} | (?i:{_PARTICLES}) {_GAP}{{1,2}} ){{0,6}}
        [{_CAPITAL}][\w'’-]+
        (?: {_GAP}{{1,2}} (?: (?i:{_PARTICLES}) {_GAP}{{1,2}} ){{0,3}} [{_CAPITAL}][\w'’-]+ ){{0,4}}
    )""",
    re.VERBOSE,
)


def _names(text: str) -> Spans:
    """Find capitalised words after a title."""
    yield from (found.span("name") for found in _NAME.finditer(text))


_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|january|february|march|may|june|july|august|october"
    r"|jan\.?|feb\.?|mrt\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept\.?|sep\.?|okt\.?|oct\.?|nov\.?|dec\.?"
)
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = "(?:0?[1-9]|1[0-2])"
# Everybody who lives, until somewhat after now.
_YEAR = "(?:19[0-9]{2}|20[0-2][0-9])"
_DATE = re.compile(
    rf"""(?<![0-9])(?:
        {_DAY}\ ?[-/.]\ ?{_MONTH}\ ?[-/.]\ ?(?:{_YEAR}|['’]?[0-9]{{2}})
      | {_DAY}\ {_MONTH}\ {_YEAR}
      | {_YEAR}[-/.]{_MONTH}[-/.]{_DAY}
      | {_DAY}(?:e|th|st|nd|rd)?[ ](?:{_MONTHS})[ ]{_YEAR}
    )(?![0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
_BIRTH = re.compile(
    r"(?<![\w\[])(?:geboren|geboortedatum|geboortedag|geb\.?|geboorte|born|birth|birthday|dob)(?!\w)",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(rf"[.!?]\s+(?=[{_CAPITAL}])|\n\s*\n")
# Room for "geboren te Alphen aan den Rijn op"; after the date only "(geboortedatum)" is near.
_ROOM_BEFORE = 40
_ROOM_AFTER = 12


def _birth_dates(text: str) -> Spans:
    """Find dates in the same sentence as, and near, a word about birth.

    A date alone is not pointed out: the work is full of dates, and most are of appointments.
    """
    words = [found.span() for found in _BIRTH.finditer(text)]
    dates = [found.span() for found in _DATE.finditer(text)] if words else []
    if not dates:
        return
    distance = _Distance(text, dates)
    for start, end in dates:
        place = bisect_left(words, (start, start))
        before = place > 0 and distance.is_within(words[place - 1][1], start, _ROOM_BEFORE)
        after = place < len(words) and distance.is_within(end, words[place][0], _ROOM_AFTER)
        if before or after:
            yield start, end


class _Distance:
    """How far two places in a text are apart, what is covered and the dates not counted.

    So a mask, which has another length than what it hides, never brings a date nearer.
    """

    def __init__(self, text: str, dates: Iterable[tuple[int, int]]) -> None:
        counted = _covered(text, dates)
        self._until = [0, *accumulate(character != _COVER for character in counted)]
        self._sentences = [found.start() for found in _NEW_SENTENCE.finditer(counted)]

    def is_within(self, start: int, end: int, room: int) -> bool:
        """Tell whether two places are in one sentence, with at most so many characters between."""
        place = bisect_left(self._sentences, start)
        is_other_sentence = place < len(self._sentences) and self._sentences[place] < end
        return not is_other_sentence and self._until[end] - self._until[start] <= room


# In this order: what contains another (a mail address its digits) is looked for first.
_SEARCHES: tuple[tuple[IdentifyingKind, Callable[[str], Spans]], ...] = (
    (IdentifyingKind.MAIL, _mail_addresses),
    (IdentifyingKind.IBAN, _account_numbers),
    (IdentifyingKind.PHONE, _phone_numbers),
    (IdentifyingKind.CITIZEN_NUMBER, _citizen_numbers),
    (IdentifyingKind.NAME, _names),
    (IdentifyingKind.BIRTH_DATE, _birth_dates),
)
