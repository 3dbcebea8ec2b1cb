"""Beginning with a team: the team, its first process, and the invitations, in one go."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.people import public as people
from gaandeweg.work.models import Process
from gaandeweg.work.setup import tie_unit_to_process


@transaction.atomic
def begin_team(
    *,
    viewer: Viewer,
    name: str,
    process_id: UUID,
    parent_id: UUID | None,
    mails: Sequence[str],
    council_knows: bool,
    form_key: UUID,
    now: datetime,
) -> UUID:
    """Make a team that works on a process, and invite its people; who begins it is no member."""
    process = access.get(Process.objects.all(), process_id, Ability.PROCESS_READ, viewer)
    unit_id = people.begin_team(
        viewer=viewer,
        name=name,
        parent_id=parent_id,
        mails=mails,
        council_knows=council_knows,
        form_key=form_key,
        now=now,
    )
    tie_unit_to_process(unit_id=unit_id, process_id=process.pk)
    return unit_id
