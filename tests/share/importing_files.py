"""Small files of every form, made as a colleague would save them."""

import gzip
import json
from pathlib import Path

PASSPORT = "Mag een kind met een eigen paspoort mee op reis?"
PASSPORT_ANSWER = "Ja. Beide ouders met gezag geven toestemming."
BIN = "Wie krijgt een tweede groene container?"
BIN_ANSWER = "Een huishouden met een tuin groter dan 200 vierkante meter."
FLATTENED = (
    "u meldt het bij de gemeente. bel bijv. met de balie.\xa0title: wie meldt, : de eigenaar"
    " meldt het zelf.dat kan online., title: wat het kost?, : niets., : wel op tijd."
)


def as_csv(folder: Path, separator: str = ",", encoding: str = "utf-8") -> Path:
    path = folder / "vragen.csv"
    lines = [
        "nr,vraag,antwoord",
        f'1,"{PASSPORT}","{PASSPORT_ANSWER}"',
        f'2,"{BIN}","{BIN_ANSWER}"',
    ]
    path.write_text("\r\n".join(lines).replace(",", separator), encoding=encoding)
    return path


def as_lines(folder: Path, *entries: object) -> Path:
    path = folder / "vragen.jsonl"
    rows = entries or (
        {"question": PASSPORT, "answer": PASSPORT_ANSWER},
        {"question": BIN, "answer": BIN_ANSWER},
    )
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def as_squad(folder: Path, *, indent: int | None = None) -> Path:
    path = folder / "vragen.json"
    alone = {"context": FLATTENED, "qas": [_asked("Wie meldt een olietank?", "de eigenaar")]}
    together = {
        "context": "Een paspoort kost 86 euro en is tien jaar geldig.",
        "qas": [
            _asked("Wat kost een paspoort?", "86 euro"),
            _asked("Hoe lang geldt een paspoort?", "tien jaar"),
        ],
    }
    data = [{"title": "a", "paragraphs": [alone]}, {"title": "b", "paragraphs": [together]}]
    path.write_text(json.dumps({"version": "2.0", "data": data}, indent=indent), "utf-8")
    return path


def packed(path: Path) -> Path:
    """Pack a file, under a name that does not say so."""
    target = path.with_name(f"packed-{path.name}")
    target.write_bytes(gzip.compress(path.read_bytes()))
    return target


def holding(folder: Path, content: str | bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _asked(question: str, answer: str) -> dict[str, object]:
    return {"id": question, "question": question, "answers": [{"text": answer, "answer_start": 0}]}
