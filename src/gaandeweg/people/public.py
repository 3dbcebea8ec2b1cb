"""What other apps may use of people."""

from gaandeweg.people.addresses import Address, address_of, viewer_for_id
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
from gaandeweg.people.leaving import deactivate, erase_person
from gaandeweg.people.passes import Pass, make_pass, read_pass
from gaandeweg.people.setup import (
    give_role,
    join,
    make_organisation,
    make_person,
    make_unit,
    take_role,
)
from gaandeweg.people.units import UnitLine, all_units, name_of_unit, parent_department, units_of
from gaandeweg.people.words import MemberRole, UnitKind

__all__ = [
    "Address",
    "Author",
    "AuthorName",
    "MemberRole",
    "Pass",
    "UnitKind",
    "UnitLine",
    "address_of",
    "all_units",
    "authors_of",
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
    "read_pass",
    "sign_text",
    "sign_text_as_source",
    "take_role",
    "texts_by",
    "units_of",
    "viewer_for_id",
]
