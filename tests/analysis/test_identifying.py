"""Residents' data is pointed out before it is posted, and can be made unreadable."""

from timeit import repeat

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gaandeweg.analysis.identifying import IdentifyingKind, find_identifying, mask


def masked(text):
    return mask(text, find_identifying(text))


@pytest.mark.parametrize(
    "number", ["111222333", "1112.22.333", "111 222 333", "1112 22 333", "10000008"]
)
def test_a_citizen_service_number_is_found_by_the_eleven_test(number):
    assert masked(f"Het gaat om {number}, zei ze.") == "Het gaat om [bsn], zei ze."


@pytest.mark.parametrize(
    "number", ["111222334", "1112223330", "000000000", "12.05.2024", "2019 2024", "11122"]
)
def test_other_numbers_are_left_alone(number):
    assert masked(f"Zaak {number} loopt nog.") == f"Zaak {number} loopt nog."


@pytest.mark.parametrize(
    "account",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91 abna 0417 1643 00",
        "BE68 5390 0754 7034",
        "DE89 3704 0044 0532 0130 00",
    ],
)
def test_an_account_number_is_found_by_its_check_digits(account):
    assert masked(f"Stort op {account} en klaar.") == "Stort op [rekeningnummer] en klaar."


def test_an_account_number_that_does_not_add_up_is_left_alone():
    assert find_identifying("BE69 5390 0754 7034") == ()


@pytest.mark.parametrize(
    "phone",
    [
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "06 - 12 34 56 78",
        "+31 6 1234 5678",
        "+31 (0)6 12345678",
        "0031612345678",
        "(0118) 123456",
        "010-1234567",
        "+32 2 123 45 67",
    ],
)
def test_a_phone_number_is_found_in_the_ways_people_write_it(phone):
    assert masked(f"Bel {phone} even.") == "Bel [telefoonnummer] even."


@pytest.mark.parametrize("number", ["0800-1234567", "14 0118", "06-12-2024 10:30", "112"])
def test_numbers_of_organisations_and_times_are_no_phone_numbers(number):
    assert find_identifying(f"Zie {number}.") == ()


def test_a_mail_address_is_found():
    assert masked("Mail naar j.de.vries+werk@mail.example.nl.") == "Mail naar [mailadres]."


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Mevrouw Jansen belde.", "Mevrouw [naam] belde."),
        ("dhr. J.P. de Wit-van Dijk kwam", "dhr. [naam] kwam"),
        ("de heer Van der Berg en mevr. El Idrissi", "de heer [naam] en mevr. [naam]"),
        ("familie 't Hooft woont hier", "familie [naam] woont hier"),
        ("MEVROUW BAKKER", "MEVROUW [naam]"),
        ("Mrs. Smith called", "Mrs. [naam] called"),
    ],
)
def test_a_name_after_a_title_is_found(text, result):
    assert masked(text) == result


@pytest.mark.parametrize(
    "text", ["Mevrouw is geweest.", "meneer X kwam", "mevrouw J. kwam", "In MS Teams staat het."]
)
def test_a_title_without_a_name_is_left_alone(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("geboren op 12-03-1985", "geboren op [geboortedatum]"),
        ("(geb. 1 mei 1990)", "(geb. [geboortedatum])"),
        ("Geboortedatum: 1985-03-12", "Geboortedatum: [geboortedatum]"),
        ("geboren te Alphen a/d Rijn op 3/4/2001", "geboren te Alphen a/d Rijn op [geboortedatum]"),
        ("12-03-1985 (geboortedatum)", "[geboortedatum] (geboortedatum)"),
        ("date of birth 12 March 1985", "date of birth [geboortedatum]"),
    ],
)  # fmt: skip
def test_a_date_near_a_word_about_birth_is_found(text, result):
    assert masked(text) == result


@pytest.mark.parametrize(
    "text",
    [
        "De afspraak is op 12-03-2024.",
        "De wet van 1 mei 1990 geldt nog.",
        "De baby is geboren. De afspraak is op 12-06-2024.",
    ],
)
def test_other_dates_are_left_alone(text):
    assert masked(text) == text


def test_findings_say_what_they_are_in_the_order_of_the_text():
    text = "Mevrouw Jansen, 111222333, mail jansen@example.nl"

    found = find_identifying(text)

    assert [(finding.kind, text[finding.start : finding.end]) for finding in found] == [
        (IdentifyingKind.NAME, "Jansen"),
        (IdentifyingKind.CITIZEN_NUMBER, "111222333"),
        (IdentifyingKind.MAIL, "jansen@example.nl"),
    ]


PIECES = [
    "mevrouw ", "dhr. ", "Jansen", "de ", "J.", "geboren ", "geb.", "12-03-1985", "1 mei 1990",
    "111222333", "111 222 333", "0612345678", "+31 6 ", "12345678", "0", "9", " ", " ", ".", ". ",
    "-", "@", "a@b.nl", "x", "NL91ABNA0417164300", "NL", "91", "[naam]", "[", "]", "\n", "(",
    "\x00", "2024",
]  # fmt: skip
HARD_TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=200)


@settings(max_examples=500)
@given(HARD_TEXTS)
def test_findings_lie_within_the_text_and_never_overlap(text):
    ends = [0]
    for finding in find_identifying(text):
        assert ends[-1] <= finding.start < finding.end <= len(text)
        ends.append(finding.end)


@settings(max_examples=1_000)
@given(HARD_TEXTS)
@example("geboren 12-03-1985+31 6 12345678")
def test_what_is_masked_holds_nothing_that_can_be_found(text):
    once = masked(text)

    assert find_identifying(once) == ()
    assert masked(once) == once


@pytest.mark.parametrize("text", ["[" * 50_000, "7" * 20_000, "a" * 20_000, "a@" * 10_000])
def test_strange_input_takes_no_more_time_than_a_page(text):
    seconds = repeat(lambda: find_identifying(text), number=1, repeat=5)

    assert min(seconds) < 0.05
