"""The environment of all tests: settings of their own, a folder of their own, SQLite or PostgreSQL.

It stands here and not in pyproject.toml because settings read the environment once, when loaded.
"""

import os
import shutil
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest

# Workers of pytest-xdist share the folder of the run that started them; each has its own database.
IS_FIRST_PROCESS = "PYTEST_XDIST_WORKER" not in os.environ
KEPT = {"GAANDEWEG_TEST_POSTGRES", "GAANDEWEG_REQUIRE_BROWSER", "GAANDEWEG_CHROMIUM"}

if IS_FIRST_PROCESS:
    for name in list(os.environ):
        if name.startswith(("GAANDEWEG_", "DATABASE_URL")) and name not in KEPT:
            del os.environ[name]
    os.environ["GAANDEWEG_DATA"] = tempfile.mkdtemp(prefix="gaandeweg-tests-")
    os.environ["GAANDEWEG_STATIC_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    os.environ["DATABASE_URL"] = os.environ.get("GAANDEWEG_TEST_POSTGRES", "")
os.environ["DJANGO_SETTINGS_MODULE"] = "gaandeweg.config.settings"
DATA = Path(os.environ["GAANDEWEG_DATA"])
(DATA / "static").mkdir(exist_ok=True)
# Now, because the conftest of a folder is read before pytest-django would do it.
django.setup()
# A machine that is busy is no reason to fail.
hypothesis.settings.register_profile("gaandeweg", deadline=None)
hypothesis.settings.load_profile("gaandeweg")


def pytest_unconfigure():
    if IS_FIRST_PROCESS:
        shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Two runs on one PostgreSQL server do not meet in one database."""
    from django.conf import settings  # noqa: PLC0415 after the environment

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.postgresql":
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        database["TEST"]["NAME"] = f"test_gaandeweg_{os.getpid()}_{worker}"
