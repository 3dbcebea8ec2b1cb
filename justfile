# Shortcuts for who works on Gaandeweg every day; nobody needs them (see README.md).

# What there is
default:
    @just --list

# Try it: the invented municipality Noorderhaaks, on http://127.0.0.1:8000
start *options:
    uv run gaandeweg demo {{ options }}

# What must be green before a change lands, quickest first
check: lint types architecture test

# Style of code and templates, migrations and translations
lint:
    uv run ruff check .
    uv run ruff format --check .
    uv run djlint src --lint --quiet
    uv run gaandeweg makemigrations --check --dry-run
    uv run python frontend/messages.py check

# Put code in the house style
format:
    uv run ruff check --fix .
    uv run ruff format .

# Types, strictly
types:
    uv run mypy

# What may import what
architecture:
    uv run lint-imports --no-logo

# All tests, or those of a folder: `just test share`
test folder="" *options:
    uv run pytest tests/{{ folder }} {{ options }}

# The same tests on a PostgreSQL server
test-postgres url="postgres://postgres@127.0.0.1:5432/postgres":
    GAANDEWEG_TEST_POSTGRES={{ url }} uv run pytest -m "not journey"

# Take new messages into the Dutch translations, and see what is still to do
messages:
    uv run python frontend/messages.py extract
    uv run python frontend/messages.py check

# What CI runs: everything, from a bare machine
ci:
    .ci/run
