"""Examples for the gallery: one page that shows every component, for who builds or checks them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.safestring import mark_safe


@dataclass(frozen=True)
class ExamplePassage:
    """A passage with the places of the words that were searched for."""

    text: str
    marks: tuple[tuple[int, int], ...]


class ExampleForm(forms.Form):
    """A form with a field of every shape."""

    title = forms.CharField(label="Je vraag", help_text="Eén zin is genoeg.", max_length=140)
    body = forms.CharField(label="Meer erover", widget=forms.Textarea, required=False)
    process = forms.ChoiceField(
        label="Waar in het werk",
        choices=[("briefadres", "Briefadres"), ("verhuizing", "Verhuizing doorgeven")],
    )
    audience = forms.ChoiceField(
        label="Wie kan dit lezen?",
        choices=[("all", "Iedereen"), ("unit", "Dienstverlening"), ("team", "Team Burgerzaken")],
        widget=forms.RadioSelect,
        initial="all",
    )
    masked = forms.BooleanField(
        label="Zonder mijn naam",
        help_text="Je team kan soms wel raden wie het was.",
        required=False,
    )


def examples() -> dict[str, object]:
    """Give the gallery something to show."""
    now = timezone.now()
    wrong = ExampleForm({"title": "", "process": "briefadres", "audience": "nobody"})
    return {
        "form": ExampleForm(initial={"title": "Wie beslist over een briefadres?"}),
        "wrong": wrong,
        "now": now,
        "yesterday": now - timedelta(days=1),
        "last_week": now - timedelta(days=9),
        "last_year": now - timedelta(days=400),
        "things": _things(),
        "bodies": _BODIES,
        "thread": _thread(now - timedelta(days=9)),
        "facts": [
            {"label": "Waar in het werk", "value": "Briefadres", "url": "#"},
            {"label": "Proceseigenaar", "value": "Anja Hofstra"},
            {"label": "Opnieuw bekijken", "value": "maart 2027"},
        ],
        "head": ["Periode", "Doorlooptijd (dagen)", "Meldingen"],
        "rows": [["Juli", "11,5", "43"], ["Augustus", "10,0", "38"], ["September", "8,5", "51"]],
        "choices": [
            {"label": "Fatima el Idrissi", "text": "Balie, Burgerzaken", "url": "#"},
            {"label": "Joost van Dijk", "text": "Consulent, Wmo", "url": "#"},
        ],
    }


def _things() -> list[dict[str, object]]:
    now = timezone.now()
    passage = "Burgerzaken beslist over het briefadres, binnen twee weken na de aanvraag."
    return [
        {
            "url": "#",
            "title": "Wie beslist over een briefadres als iemand op straat slaapt?",
            "kind": "Vraag",
            "where": "Briefadres",
            "waits_for": "beantwoord, dit hielp",
            "is_settled": True,
            "at": now - timedelta(days=1),
            "passage": ExamplePassage(passage, ((29, 39),)),
        },
        {
            "url": "#",
            "title": "Mag een kind van zestien zelf een paspoort ophalen?",
            "where": "Paspoort aanvragen",
            "at": now - timedelta(days=4),
            "waits_for": "wacht op een antwoord",
        },
        {
            "url": "#",
            "title": "Bij twijfel over gezag: bel eerst het gezagsregister",
            "kind": "Ervaring",
            "by": "Sara de Wit",
            "where": "Erkenning en gezag",
            "at": now - timedelta(days=30),
        },
    ]


_BODIES = {
    "question": mark_safe(
        "<p>Meneer slaapt al drie weken in zijn auto en moet een adres hebben voor zijn uitkering. "
        "Bij wie ligt de beslissing: bij jullie of bij ons?</p>"
    ),
    "answer": mark_safe(
        "<p>Burgerzaken beslist, binnen twee weken. Wel fijn als jullie dit meesturen:</p>"
        "<ul><li>waar meneer de afgelopen drie maanden was;</li>"
        "<li>wie zijn post kan aannemen.</li></ul><p>Dan hoeft hij maar één keer te komen.</p>"
    ),
}


def _thread(begun: datetime) -> dict[str, object]:
    return {
        "before": [
            {"url": "#", "title": "Drie weken in de auto", "said": "kwam voort uit", "at": begun}
        ],
        "here": "Wie beslist over een briefadres als iemand op straat slaapt?",
        "after": [
            {"url": "#", "title": "Eén formulier voor Wmo en Burgerzaken", "said": "werd een stap"},
            {"url": "#", "title": "Briefadres aanvragen", "said": "staat nu in de werkwijze"},
        ],
        "openings": [
            {"url": "#", "label": "Maak er een stap van"},
            {"url": "#", "label": "Stel iets voor bij de werkwijze"},
        ],
        "url": "#",
    }
