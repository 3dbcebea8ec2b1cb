"""Access, asked in one place: one rule per ability; `within` a list, `get` one, `may` do it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from gaandeweg.kernel.abilities import WITHIN_A_PASS, Ability
from gaandeweg.kernel.viewer import Viewer

M = TypeVar("M", bound=Model)
Scope = Callable[[Viewer], Q]
Rule = Callable[..., bool]

_scopes: dict[Ability, Scope] = {}
_rules: dict[Ability, Rule] = {}
_asked: ContextVar[set[Ability] | None] = ContextVar("asked", default=None)


class NotVisibleError(Http404):
    """The thing does not exist for this viewer: the same answer as for an id that never was."""


class NotAllowedError(PermissionDenied):
    """The viewer may see the thing, but not do this with it."""


class RuleTwiceError(Exception):
    """An ability has one rule; a second one would make the first a lie."""


def scope_of(ability: Ability) -> Callable[[Scope], Scope]:
    """Register which rows a viewer may reach with this ability."""

    def register(scope: Scope) -> Scope:
        if ability in _scopes or ability in _rules:
            raise RuleTwiceError(ability)
        _scopes[ability] = scope
        return scope

    return register


def rule_of(ability: Ability) -> Callable[[Rule], Rule]:
    """Register who may do this deed."""

    def register(rule: Rule) -> Rule:
        if ability in _scopes or ability in _rules:
            raise RuleTwiceError(ability)
        _rules[ability] = rule
        return rule

    return register


def within(rows: QuerySet[M], ability: Ability, viewer: Viewer) -> QuerySet[M]:
    """Narrow rows to those the viewer may reach."""
    _note(ability)
    scope = _scopes.get(ability)
    if scope is None or _is_beyond_the_pass(ability, viewer):
        return rows.none()
    return rows.filter(scope(viewer))


def get(rows: QuerySet[M], key: UUID | int, ability: Ability, viewer: Viewer) -> M:
    """Fetch one row by the same scope as the lists.

    :raises NotVisibleError: when it is not there, or not for this viewer.
    """
    found = within(rows, ability, viewer).filter(pk=key).first()
    if found is None:
        raise NotVisibleError
    return found


def may(ability: Ability, viewer: Viewer, **about: Any) -> bool:
    """Say whether the viewer may do this deed."""
    _note(ability)
    rule = _rules.get(ability)
    if rule is None or _is_beyond_the_pass(ability, viewer):
        return False
    return rule(viewer, **about)


def require(ability: Ability, viewer: Viewer, **about: Any) -> None:
    """Stop unless the viewer may do this deed.

    :raises NotAllowedError: when not.
    """
    if not may(ability, viewer, **about):
        raise NotAllowedError


@contextmanager
def watching() -> Iterator[set[Ability]]:
    """Collect which abilities are asked while a page is made."""
    seen: set[Ability] = set()
    token = _asked.set(seen)
    try:
        yield seen
    finally:
        _asked.reset(token)


def ruled_abilities() -> frozenset[Ability]:
    """List the abilities that somebody can hold."""
    return frozenset(_scopes) | frozenset(_rules)


def _note(ability: Ability) -> None:
    seen = _asked.get()
    if seen is not None:
        seen.add(ability)


def _is_beyond_the_pass(ability: Ability, viewer: Viewer) -> bool:
    return viewer.limited_to is not None and ability not in WITHIN_A_PASS
