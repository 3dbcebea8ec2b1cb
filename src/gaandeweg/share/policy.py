"""Who may read, ask, tell, answer, change and withdraw."""

from uuid import UUID

from django.db.models import Q

from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.access import rule_of, scope_of
from gaandeweg.kernel.subjects import readable_by
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.kernel.words import Kind


@scope_of(Ability.QUESTION_READ)
def readable_questions(viewer: Viewer) -> Q:
    """Questions whose audience the viewer belongs to."""
    return readable_by(viewer, "subject_id")


@scope_of(Ability.EXPERIENCE_READ)
def readable_experiences(viewer: Viewer) -> Q:
    """Experiences whose audience the viewer belongs to."""
    return readable_by(viewer, "subject_id")


@scope_of(Ability.REPLY_WRITE)
def subjects_to_reply_to(viewer: Viewer) -> Q:
    """Who may read a question or an experience may reply to it."""
    return readable_by(viewer) & Q(kind__in=[Kind.QUESTION, Kind.EXPERIENCE])


@scope_of(Ability.REPLY_THANK)
def replies_to_thank_for(viewer: Viewer) -> Q:
    """Who may read a reply may thank for it."""
    return readable_by(viewer, "subject_id") & Q(text__withdrawn_at__isnull=True)


@rule_of(Ability.QUESTION_SETTLE)
def may_settle(viewer: Viewer, *, asker_id: UUID | None) -> bool:
    """Let the asker say what helped."""
    return viewer.is_known and viewer.person_id == asker_id


@scope_of(Ability.QUESTION_JOIN)
def questions_to_join(viewer: Viewer) -> Q:
    """Who may read a question may ask along with it."""
    return readable_by(viewer, "subject_id") if viewer.is_signed_in else Q(pk__in=[])


@rule_of(Ability.FIND)
def may_find(viewer: Viewer) -> bool:
    """Every colleague may look for what is known; what is found follows who may read it."""
    return viewer.is_signed_in


@rule_of(Ability.QUESTION_ASK)
def may_ask(viewer: Viewer) -> bool:
    """Every colleague may ask."""
    return viewer.is_signed_in


@rule_of(Ability.EXPERIENCE_TELL)
def may_tell(viewer: Viewer) -> bool:
    """Every colleague may share what they did and saw."""
    return viewer.is_signed_in


@rule_of(Ability.TEXT_REVISE)
def may_revise(viewer: Viewer, *, author_id: UUID | None) -> bool:
    """Only the author changes a text."""
    return viewer.is_signed_in and viewer.person_id == author_id


@rule_of(Ability.TEXT_WITHDRAW)
def may_withdraw(viewer: Viewer, *, author_id: UUID | None) -> bool:
    """Only the author withdraws a text."""
    return viewer.is_signed_in and viewer.person_id == author_id


@scope_of(Ability.TEXT_ERASE)
def texts_to_erase(viewer: Viewer) -> Q:
    """Whoever can read a text can have it made unreadable: residents' data cannot wait."""
    return readable_by(viewer, "subject_id") & Q(withdrawn_at__isnull=True)


@scope_of(Ability.VERSIONS_READ)
def texts_with_versions(viewer: Viewer) -> Q:
    """Whoever reads a text reads its earlier versions, until it is withdrawn or erased."""
    return readable_by(viewer, "subject_id") & Q(withdrawn_at__isnull=True, is_erased=False)


@rule_of(Ability.MINE_READ)
def may_read_mine(viewer: Viewer) -> bool:
    """Everybody sees their own page; nobody sees another's, for there is none."""
    return viewer.is_signed_in
