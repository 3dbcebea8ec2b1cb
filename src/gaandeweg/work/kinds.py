"""Units, processes and services are subjects: where their pages are."""

from django.urls import reverse

from gaandeweg.kernel.subjects import register_kind
from gaandeweg.kernel.words import Kind

register_kind(Kind.UNIT, url=lambda unit_id: reverse("unit", args=[unit_id]))
register_kind(Kind.PROCESS, url=lambda process_id: reverse("process", args=[process_id]))
register_kind(Kind.SERVICE, url=lambda service_id: reverse("service", args=[service_id]))
