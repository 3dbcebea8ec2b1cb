"""Dutch texts to make a world of: from shared collections, or else the demo's own."""

import csv
import gzip
import json
import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_TITLE_CHARACTERS = 140
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_MOST_SENTENCES = 40
# How many replies a thread has: nearly a third waits for one, as in the demo.
_REPLIES = (0, 0, 0, 1, 1, 1, 1, 2, 2, 4)


@dataclass(frozen=True)
class Source:
    """A question as somebody once asked it: a title, sentences that ask, sentences that answer."""

    title: str
    asks: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A thread that never was: made of pieces of several."""

    title: str
    body: str
    replies: tuple[str, ...]


def read_sources(folder: Path | None) -> tuple[Source, ...]:
    """Read the shared collections in a folder, or the demo's own texts without one."""
    found = _demo() if folder is None else _collections(folder)
    return tuple(source for source in found if source.title and source.answers)


def recombined(sources: Sequence[Source], *, count: int, chance: random.Random) -> Iterator[Told]:
    """Make threads: each asks with one source, and is answered with pieces of several."""
    for number in range(count):
        own, other = sources[number % len(sources)], chance.choice(sources)
        body = _some(own.asks or other.asks, chance, 0, 4)
        answering = [own, other, chance.choice(sources), chance.choice(sources)]
        replies = (_some(source.answers, chance, 1, 6) for source in answering)
        yield Told(own.title, body, tuple(replies)[: chance.choice(_REPLIES)])


def typed_queries(titles: Sequence[str], *, count: int, chance: random.Random) -> list[str]:
    """Make what people type while they type: some words of a title, the last one half done."""
    queries: list[str] = []
    while len(queries) < count:
        words = chance.choice(titles).split()
        first = chance.randrange(max(1, len(words) - 3))
        chosen = words[first : first + chance.randint(2, 6)]
        half = chosen[-1][: max(3, chance.randint(1, len(chosen[-1])))]
        queries.append(" ".join([*chosen[:-1], half]))
    return queries


def _some(sentences: Sequence[str], chance: random.Random, least: int, most: int) -> str:
    """Take some sentences that follow each other, in paragraphs."""
    if not sentences:
        return ""
    taken = chance.randint(least, most)
    start = chance.randrange(max(1, len(sentences) - taken))
    return _in_paragraphs(sentences[start : start + taken])


def _in_paragraphs(sentences: Sequence[str]) -> str:
    return "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


def _sentences(text: str) -> tuple[str, ...]:
    flat = " ".join(text.split())
    return tuple(_SENTENCE_END.split(flat)[:_MOST_SENTENCES]) if flat else ()


def _source(title: str, asks: str, answers: str) -> Source:
    short = " ".join(title.split())[:_TITLE_CHARACTERS]
    return Source(short, _sentences(asks), _sentences(answers))


def _collections(folder: Path) -> Iterator[Source]:
    with (folder / "qa_vac_bzk" / "vacs_bzk.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield _source(row["question"], "", row["reference_answer"])
    squad = folder / "qa_rijksoverheid_vac" / "policyqa-train.json.gz"
    for entry in json.loads(gzip.decompress(squad.read_bytes()))["data"]:
        for paragraph in entry["paragraphs"]:
            yield _source(paragraph["qas"][0]["question"], "", paragraph["context"])
    with gzip.open(folder / "qa_dekamer_nl" / "dekamer.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            asked = json.loads(line)
            yield _source(asked["title"] or "", asked["question"] or "", asked["answer"] or "")


def _demo() -> Iterator[Source]:
    world = files("gaandeweg.demo") / "world"
    for name, kind, reply in (
        ("questions_people", "question", "answer"),
        ("questions_place", "question", "answer"),
        ("experiences", "experience", "follow_up"),
    ):
        for entry in tomllib.loads((world / f"{name}.toml").read_text("utf-8"))[kind]:
            replies = " ".join(said["body"] for said in entry.get(reply, []))
            yield _source(entry["title"], entry.get("body", ""), replies)
