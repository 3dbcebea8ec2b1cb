"""The work: processes in a tree with phases, services, topics, and where in it a thing belongs."""

from django.db import models

from gaandeweg.kernel.models import Subject


class Process(models.Model):
    """A primary or supporting process; those without a parent head a group of them."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, primary_key=True)
    name = models.CharField(max_length=120)
    is_primary = models.BooleanField()
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # Where an imported process comes from, apart from our own name for it.
    source = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~models.Q(source=""),
                name="imported_process_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A step of a process, in its order."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["process", "number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="phase_number_once")
        ]

    def __str__(self) -> str:
        return self.name


class ProcessOwner(models.Model):
    """Who owns a process."""

    process = models.OneToOneField(
        Process, on_delete=models.CASCADE, primary_key=True, related_name="ownership"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="owned_processes"
    )

    def __str__(self) -> str:
        return str(self.process_id)


class Service(models.Model):
    """What the organisation delivers to residents and companies."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, primary_key=True)
    name = models.CharField(max_length=120)
    processes = models.ManyToManyField(Process, related_name="services", blank=True)
    source = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~models.Q(source=""),
                name="imported_service_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitProcess(models.Model):
    """A process that a unit works on; the first one heads its page."""

    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="unit_processes")
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="unit_processes")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["unit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "process"], name="process_of_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.number}"


class Topic(models.Model):
    """A shared word for what something is about; it grows from use."""

    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Where(models.Model):
    """Where in the work a subject belongs: process, phase, service, and the unit it came from."""

    subject = models.OneToOneField(
        Subject, on_delete=models.CASCADE, primary_key=True, related_name="where"
    )
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, null=True, related_name="+")
    phase = models.ForeignKey(Phase, on_delete=models.SET_NULL, null=True, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)

    def __str__(self) -> str:
        return str(self.subject_id)
