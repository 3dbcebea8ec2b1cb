"""A Django project of one model and one page, with the middleware that a new project gets."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

_ROWS = 5_000
_PAGE_LENGTH = 20

settings.configure(
    SECRET_KEY="only for a bench",  # noqa: S106 it guards nothing
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": Path(os.environ["BENCH_FLOOR_DATA"]) / "floor.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL",
            },
        }
    },
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
        }
    ],
    USE_TZ=True,
    TIME_ZONE="Europe/Amsterdam",
)
django.setup()


class Post(models.Model):
    """A row of the list."""

    title = models.CharField(max_length=140)
    author = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.title


def posts(request: HttpRequest) -> HttpResponse:
    """List the newest rows."""
    return render(request, "posts.html", {"posts": Post.objects.order_by("-pk")[:_PAGE_LENGTH]})


def fill() -> None:
    """Make the table and its rows."""
    with connection.schema_editor() as schema:
        schema.create_model(Post)
    Post.objects.bulk_create(
        Post(title=f"Vraag {number} over het werk", author="Iemand", made_at=timezone.now())
        for number in range(_ROWS)
    )


urlpatterns = [path("", posts)]
application = get_wsgi_application()
