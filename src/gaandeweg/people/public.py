"""What other apps may use of people."""

from gaandeweg.people.actions import begin_team
from gaandeweg.people.addresses import Address, address_of, person_with_mail, viewer_for_id
from gaandeweg.people.authors import (
    Author,
    AuthorName,
    authors_of,
    former_name,
    is_author,
    names_of,
    sign_text,
    sign_text_as_source,
    texts_by,
)
from gaandeweg.people.first_start import after_first_start
from gaandeweg.people.forms import MailsField
from gaandeweg.people.leaving import deactivate, erase_person
from gaandeweg.people.passes import Pass, make_pass, read_pass
from gaandeweg.people.queries import UnitToInviteTo, unit_to_invite_to
from gaandeweg.people.setup import (
    give_role,
    join,
    make_organisation,
    make_person,
    make_unit,
    take_role,
)
from gaandeweg.people.sign_in import sign_in
from gaandeweg.people.sweeping import sweep
from gaandeweg.people.units import (
    UnitLine,
    all_units,
    name_of_unit,
    parent_department,
    places_for_a_team,
    units_of,
    units_within,
)
from gaandeweg.people.words import MemberRole, UnitKind

__all__ = [
    "Address",
    "Author",
    "AuthorName",
    "MailsField",
    "MemberRole",
    "Pass",
    "UnitKind",
    "UnitLine",
    "UnitToInviteTo",
    "address_of",
    "after_first_start",
    "all_units",
    "authors_of",
    "begin_team",
    "deactivate",
    "erase_person",
    "former_name",
    "give_role",
    "is_author",
    "join",
    "make_organisation",
    "make_pass",
    "make_person",
    "make_unit",
    "name_of_unit",
    "names_of",
    "parent_department",
    "person_with_mail",
    "places_for_a_team",
    "read_pass",
    "sign_in",
    "sign_text",
    "sign_text_as_source",
    "sweep",
    "take_role",
    "texts_by",
    "unit_to_invite_to",
    "units_of",
    "units_within",
    "viewer_for_id",
]
