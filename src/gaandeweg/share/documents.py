"""What share hands to the index: one document per question or experience, replies included."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from gaandeweg.insight import public as insight
from gaandeweg.kernel import markdown
from gaandeweg.kernel.models import AudienceLabel, Subject, Text, TextVersion
from gaandeweg.kernel.words import Kind
from gaandeweg.work import public as work

KINDS = (Kind.QUESTION, Kind.EXPERIENCE)


def load(ids: Sequence[str]) -> Iterator[insight.Document]:
    """Make the documents of these subjects; those withdrawn or erased have none."""
    subjects = list(Subject.objects.filter(pk__in=ids, kind__in=KINDS, withdrawn_at__isnull=True))
    keys = [subject.pk for subject in subjects]
    places = work.where_of(keys)
    texts = _texts_of(keys)
    labels = _labels_of(keys)
    for subject in subjects:
        where = places.get(subject.pk)
        yield insight.Document(
            id=str(subject.pk),
            kind=subject.kind,
            language=texts[subject.pk][0].language if texts[subject.pk] else "nl",
            title=subject.title,
            text="\n".join(markdown.to_plain(version.body) for version in texts[subject.pk]),
            labels=frozenset(labels[subject.pk]),
            places=frozenset({f"process:{where.process_id}"} if where else ()),
            made_on=subject.made_on,
        )


def all_ids() -> Iterator[str]:
    """List every subject that share has documents for."""
    rows = Subject.objects.filter(kind__in=KINDS, withdrawn_at__isnull=True)
    yield from (str(key) for key in rows.order_by("pk").values_list("pk", flat=True).iterator())


def _texts_of(subject_ids: Iterable[UUID]) -> dict[UUID, list[TextVersion]]:
    texts: dict[UUID, list[TextVersion]] = defaultdict(list)
    rows = Text.objects.filter(
        subject_id__in=subject_ids, withdrawn_at__isnull=True, is_erased=False
    )
    for text in rows.select_related("current").order_by("pk"):
        if text.current is not None:
            texts[text.subject_id].append(text.current)
    return texts


def _labels_of(subject_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    labels: dict[UUID, set[str]] = defaultdict(set)
    for row in AudienceLabel.objects.filter(subject_id__in=subject_ids):
        labels[row.subject_id].add(row.label)
    return labels


for kind in KINDS:
    insight.register_source(kind.value, load, all_ids)
