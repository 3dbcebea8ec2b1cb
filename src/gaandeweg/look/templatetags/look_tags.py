"""Template tags of the look: components that take content, dates, icons and marked passages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django import forms, template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gaandeweg.look.dates import said_date
from gaandeweg.look.icons import ICONS

register = template.Library()

Moment = datetime | date | None


class MarkedText(Protocol):
    """A passage: text, and where in it the words stand that were searched for."""

    @property
    def text(self) -> str:
        """Plain text; it is escaped when it is shown."""

    @property
    def marks(self) -> Sequence[tuple[int, int]]:
        """Where each mark starts and ends."""


@register.filter
def human_date(moment: Moment) -> str:
    """Say a date as people say it."""
    day = _local_day(moment)
    return "" if day is None else said_date(day, today=timezone.localdate())


@register.simple_tag
def when(moment: Moment) -> str:
    """Show a date as people say it, with the exact one for machines."""
    day = _local_day(moment)
    if day is None:
        return ""
    # The day only: to the second, when somebody did something is nobody's business.
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), human_date(day))


def _local_day(moment: Moment) -> date | None:
    if isinstance(moment, datetime):
        return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()
    return moment


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a line icon that screen readers pass over; the words beside it say the same."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" '
        'aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # our own drawings
    )


@register.filter
def marked(passage: MarkedText) -> SafeString:
    """Show a passage with what was searched for marked; everything in it is escaped."""
    pieces: list[tuple[str, str, str]] = []
    at = 0
    for start, end in sorted(passage.marks):
        if start < at or end <= start:
            continue
        pieces.append((passage.text[at:start], passage.text[start:end], ""))
        at = end
    body = format_html_join("", "{}<mark>{}</mark>{}", pieces)
    return body + conditional_escape(passage.text[at:])


@register.inclusion_tag("look/_field.html")
def field(bound: BoundField, **options: object) -> dict[str, object]:
    """Show a form field: label, hint, error and control, tied together for screen readers."""
    hint = options.get("hint", bound.help_text)
    described_by = [f"{bound.auto_id}-hint"] if hint else []
    described_by += [f"{bound.auto_id}-error"] if bound.errors else []
    shape = _shape(bound)
    if shape == "select":
        # Django's own template asks two more for every option: a third of a long form.
        bound.field.widget.template_name = "look/_select.html"
    return {
        "field": bound,
        "shape": shape,
        "label": options.get("label", bound.label),
        "hint": hint,
        "quiet": options.get("quiet", False),
        "described_by": " ".join(described_by),
        "control": bound.as_widget(attrs=_control_attributes(shape, described_by, options)),
    }


_CONTROL_CLASSES = {
    "text": "utrecht-textbox",
    "textarea": "utrecht-textarea",
    "select": "utrecht-select",
}


def _shape(bound: BoundField) -> str:
    """Say how a field is laid out: hidden, choices, check, select, textarea or text."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.Select):
        return "select"
    return "textarea" if isinstance(widget, forms.Textarea) else "text"


def _control_attributes(
    shape: str, described_by: list[str], options: dict[str, object]
) -> dict[str, str | bool]:
    attributes: dict[str, str | bool] = {}
    classes = [_CONTROL_CLASSES[shape]] if shape in _CONTROL_CLASSES else []
    if options.get("large"):
        classes.append("field__control--large")
    if classes:
        attributes["class"] = " ".join(classes)
    if described_by and shape != "choices":  # the fieldset carries it for a group
        attributes["aria-describedby"] = " ".join(described_by)
    for name in ("rows", "placeholder", "autocomplete", "inputmode", "list"):
        if name in options:
            attributes[name] = str(options[name])
    if options.get("autofocus"):
        attributes["autofocus"] = True
    return attributes


@register.simple_block_tag
def changeable(content: str, sentence: str, **options: object) -> SafeString:
    """Show a sentence that can be changed: what stands inside opens behind the word «change»."""
    return _component("look/_changeable.html", content, {**options, "sentence": sentence})


@register.simple_block_tag
def chip(content: str, label: str, **options: object) -> SafeString:
    """Show a chip that opens its choice."""
    return _component("look/_chip.html", content, {**options, "label": label})


@register.simple_block_tag
def folded(content: str, label: str, **options: object) -> SafeString:
    """Fold a part of a page under its name."""
    return _component("look/_folded.html", content, {**options, "label": label})


@register.simple_block_tag
def notice(content: str, kind: str = "note", **options: object) -> SafeString:
    """Say something beside the work: note, done, warning or error."""
    drawing = {"done": "check", "note": "note"}.get(kind, "warning")
    return _component("look/_notice.html", content, {**options, "kind": kind, "icon": drawing})


@register.simple_block_tag
def post(content: str, **options: object) -> SafeString:
    """Show what somebody wrote: name, where, when, the text and, inside, what can be done."""
    return _component("look/_post.html", content, options)


def _component(name: str, content: str, options: dict[str, object]) -> SafeString:
    inside = mark_safe(content.strip())  # a template rendered it, and escaped what it had to
    return render_to_string(name, {**options, "content": inside})
