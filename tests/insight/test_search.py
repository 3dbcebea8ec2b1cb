"""Finding what is known: what is found, in which order, and for whom."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaandeweg.insight.search.port import Document
from gaandeweg.insight.search.tantivy_index import TantivyIndex, TantivyWriter

BURGERZAKEN = "unit:burgerzaken"
COLLEAGUE = frozenset({"all"})
OF_BURGERZAKEN = frozenset({"all", BURGERZAKEN})

KNOWN = {
    "briefadres": "Wie beslist over een briefadres als iemand op straat slaapt?",
    "paspoort": "Wat kost een spoedaanvraag voor een paspoort?",
    "aanvraag": "Waar vind ik het formulier voor de aanvraag van een paspoort voor een kind?",
    "melding": "Een losse stoeptegel in de Dorpsstraat, wie pakt dat op?",
    "bijstand": "Telt een erfenis mee als vermogen bij een bijstandsuitkering?",
    "rijbewijs": "Rijbewijs verlopen in het buitenland, kan iemand anders het ophalen?",
    "huwelijk": "Mag een getuige bij het huwelijk een buitenlands document tonen?",
    "datalek": "Een brief naar het verkeerde adres gestuurd, moet ik dat melden?",
    "afspraak": "Inwoners komen niet opdagen voor hun afspraak aan de balie",
    "verhuizing": "Iemand geeft een verhuizing door naar een adres zonder huisnummer",
}


def document(key, title, *, text="", labels=COLLEAGUE, places=(), language="nl", kind="question"):
    return Document(
        id=key,
        kind=kind,
        language=language,
        title=title,
        text=text,
        labels=frozenset(labels),
        places=frozenset(places),
        made_on=date(2026, 3, 2),
    )


def built(folder: Path, documents):
    writer = TantivyWriter(folder)
    writer.rebuild(lambda: documents, "1")
    return writer


def found(index, query, **limits):
    limits.setdefault("labels", COLLEAGUE)
    return [hit.id for hit in index.search(query, **limits)]


@pytest.fixture
def build(tmp_path):
    """Build indexes that are closed when the test is over."""
    opened = []

    def build_one(documents):
        opened.append(built(tmp_path / str(len(opened)), documents))
        return opened[-1]

    yield build_one
    for writer in opened:
        writer.close()


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    writer = built(
        tmp_path_factory.mktemp("index"), [document(key, title) for key, title in KNOWN.items()]
    )
    yield writer
    writer.close()


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("briefadressen", "briefadres"),
        ("iemand die op straat slaapt", "briefadres"),
        ("slapen op straat", "briefadres"),
        ("verlopen rijbewijzen", "rijbewijs"),
        ("stoeptegels", "melding"),
        ("getuigen bij huwelijken", "huwelijk"),
    ],
)
def test_another_form_of_the_word_finds_it(index, query, best):
    assert found(index, query)[0] == best


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("paspoortaanvraag", {"aanvraag", "paspoort"}),
        ("aanvraag paspoort", {"aanvraag", "paspoort"}),
        ("brief adres", {"briefadres", "datalek"}),
        ("uitkering bijstand", {"bijstand"}),
        ("adres bij verhuizing", {"verhuizing"}),
        ("aanvraagformulier", {"aanvraag"}),
        ("spoed paspoort", {"paspoort"}),
    ],
)
def test_compounds_find_their_parts_and_the_other_way_round(index, query, wanted):
    assert wanted <= set(found(index, query)[: len(wanted) + 1])


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("brefadres", "briefadres"),
        ("breifadres", "briefadres"),
        ("rijbwijs", "rijbewijs"),
        ("bijstandsuitkerng", "bijstand"),
        ("huwlijk", "huwelijk"),
        ("verhuising", "verhuizing"),
        ("stoeptegl", "melding"),
    ],
)
def test_typing_errors_are_forgiven(index, query, best):
    assert found(index, query)[0] == best


@pytest.mark.parametrize("query", ["zwembad", "qwertyuiop", "de het een", "", "[[[", "???", "x"])
def test_what_nobody_wrote_about_finds_nothing(index, query):
    assert found(index, query) == []


@pytest.mark.parametrize(
    "query", ["a:b AND (c", "\"'\\", "x" * 20_000, "7 " * 10_000, "\x00|1", "é|"]
)
def test_any_query_can_be_asked(index, query):
    assert isinstance(index.search(query, labels=COLLEAGUE), list)


def test_english_texts_are_found_in_english(build):
    index = build(
        [
            document("permits", "How do residents renew their parking permits?", language="en"),
            document("other", KNOWN["paspoort"]),
        ],
    )

    assert found(index, "parking permit") == ["permits"]
    assert found(index, "how to renew a permit for parking") == ["permits"]


def test_a_title_weighs_more_than_the_text(build):
    index = build(
        [
            document("text", "Vraag van de balie", text="Gaat dit over een briefadres?"),
            document("title", "Een briefadres", text="Vraag van de balie, gaat het goed?"),
        ],
    )

    assert found(index, "briefadres") == ["title", "text"]


def test_only_kinds_that_were_asked_for_are_found(build):
    index = build(
        [
            document("asked", "Een briefadres in de praktijk"),
            document("told", "Een briefadres in de praktijk", kind="experience"),
        ],
    )

    assert found(index, "briefadres", kinds=frozenset({"experience"})) == ["told"]


def test_what_fits_my_process_goes_before_what_is_just_as_good(build):
    index = build(
        [
            document("a", "Een briefadres in de praktijk", places={"process:wmo"}),
            document("b", "Een briefadres in de praktijk", places={"process:briefadres"}),
        ],
    )

    assert found(index, "briefadres") == ["a", "b"]
    assert found(index, "briefadres", places_boost=frozenset({"process:briefadres"})) == ["b", "a"]


def test_a_place_never_lifts_what_is_not_about_it(index):
    assert "melding" not in found(index, "briefadres", places_boost=frozenset({"process:melding"}))


def test_equal_hits_have_one_order_and_are_never_cut_by_chance(build):
    twins = [document(f"{number:03}", "Een briefadres in de praktijk") for number in range(300)]
    one = build(twins)
    other = build(twins[::-1])

    assert found(one, "briefadres", limit=7) == found(other, "briefadres", limit=7)
    assert found(one, "briefadres", limit=500) == [twin.id for twin in twins]


def test_what_is_better_leaves_room_for_what_is_equally_good(build):
    better = [document(f"better{number}", "Een briefadres") for number in range(3)]
    twins = [document(f"{number:03}", "Een briefadres in de praktijk") for number in range(300)]
    one = build([*better, *twins])
    other = build([*twins[::-1], *better])

    assert found(one, "briefadres", limit=7)[:3] == ["better0", "better1", "better2"]
    assert len(found(one, "briefadres", limit=7)) == 7
    assert found(one, "briefadres", limit=7) == found(other, "briefadres", limit=7)


def test_a_team_question_is_found_in_the_team_only(build):
    index = build([document("team", KNOWN["briefadres"], labels={BURGERZAKEN})])

    assert found(index, "briefadres", labels=OF_BURGERZAKEN) == ["team"]
    assert found(index, "briefadres", labels=COLLEAGUE) == []
    assert found(index, "briefadres", labels=frozenset()) == []


WORDS = st.sampled_from(
    [
        *("briefadres", "brief", "adres", "paspoort", "paspoorten", "aanvraag", "paspoortaanvraag"),
        *("balie", "straat", "spoed", "melding", "beslist", "vermogen", "erfenis", "bijstand"),
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
SHOWN = st.lists(st.tuples(SENTENCES, SENTENCES), min_size=1, max_size=12)
QUERIES = st.lists(SENTENCES, min_size=3, max_size=3)
HIDDEN = st.lists(st.tuples(SENTENCES, SENTENCES, st.booleans()), min_size=1, max_size=25)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    shown=SHOWN, hidden=HIDDEN, later=HIDDEN, queries=st.lists(SENTENCES, min_size=3, max_size=3)
)
def test_what_she_may_not_read_changes_nothing_of_what_she_finds(
    tmp_path_factory, shown, hidden, later, queries
):
    labels = frozenset({"all", "unit:wmo"})
    seen = [
        document(f"seen{number}", title, text=text, labels={"all"} if number % 3 else {"unit:wmo"})
        for number, (title, text) in enumerate(shown)
    ]
    unseen = [
        document(f"{'a' if early else 'z'}{number}", title, text=text, labels={BURGERZAKEN})
        for number, (title, text, early) in enumerate(hidden)
    ]
    without = built(tmp_path_factory.mktemp("without"), seen)
    beside = built(tmp_path_factory.mktemp("beside"), [*unseen[::2], *seen, *unseen[1::2]])
    for number, (title, text, stays) in enumerate(later):
        beside.upsert([document(f"a{number}", title, text=text, labels={BURGERZAKEN})])
        if not stays:
            beside.delete([f"a{number}", f"z{number}"])
        beside.commit(str(number))
    for one in (*seen[::2], *seen[:1]):
        without.upsert([one])
        beside.upsert([one])
    without.commit("2")
    beside.commit("2")

    for query in queries:
        assert beside.search(query, labels=labels) == without.search(query, labels=labels)
        assert beside.search(query, labels=COLLEAGUE, limit=2) == without.search(
            query, labels=COLLEAGUE, limit=2
        )
    assert beside.needs_rebuild() == without.needs_rebuild()
    without.close()
    beside.close()


def test_hidden_texts_teach_the_index_no_words(build, tmp_path):
    secret = [
        document(str(number), "zilvervos project", labels={BURGERZAKEN}) for number in range(30)
    ]
    index = build([*secret, document("open", "Een vraag over de balie")])

    learned = next(tmp_path.glob("0/build-*/learned.json")).read_text(encoding="utf-8")

    assert "zilvervos" not in learned
    assert "balie" in learned
    assert found(index, "zilvervos") == []


def test_no_text_is_kept_in_the_index(tmp_path):
    built(tmp_path, [document("one", "Zilvervos slaapt op straat in Noorderhaaks")]).close()

    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert b"slaapt op straat" not in kept
    assert TantivyIndex(tmp_path).search("zilvervos", labels=COLLEAGUE)[0].id == "one"
