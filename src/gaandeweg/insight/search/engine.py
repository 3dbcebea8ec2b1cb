"""The fields of the embedded engine (tantivy), and how a document is written into them."""

import hashlib

import tantivy

from gaandeweg.insight.search.builds import Learned
from gaandeweg.insight.search.impacts import terms_with_levels
from gaandeweg.insight.search.learning import indexed_text
from gaandeweg.insight.search.port import Document


def schema() -> tantivy.Schema:
    """Return the fields of the index; whoever changes them raises SCHEMA_VERSION."""
    fields = tantivy.SchemaBuilder()
    for name, is_stored in {"id": True, "kind": True, "places": True, "labels": False}.items():
        fields.add_text_field(name, stored=is_stored, tokenizer_name="raw", index_option="basic")
    for name in ("words", "grams"):
        fields.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    fields.add_integer_field("made_on", indexed=True, fast=True)
    fields.add_integer_field("tie", fast=True)
    return fields.build()


def engine_document(document: Document, learned: Learned) -> tantivy.Document:
    """Return a document as the engine takes it in: analysed by us, without its text."""
    tokens = learned.analyzer.analyze(indexed_text(document), document.language)
    taken = tantivy.Document()
    taken.add_text("id", document.id)
    taken.add_text("kind", document.kind)
    for label in document.labels:
        taken.add_text("labels", label)
    for place in document.places:
        taken.add_text("places", place)
    taken.add_text("words", " ".join(terms_with_levels(tokens.words, learned.average_words)))
    taken.add_text("grams", " ".join(terms_with_levels(tokens.grams, learned.average_grams)))
    taken.add_integer("made_on", document.made_on.toordinal())
    taken.add_integer("tie", _tie_number(document.id))
    return taken


def _tie_number(document_id: str) -> int:
    """Return a number by which ties are cut the same way in every index."""
    digest = hashlib.blake2b(document_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
