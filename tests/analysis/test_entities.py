from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from nlp.analysis.entities import EntityComponent, make_entities
from nlp.analysis.neural.recogniser import make_recogniser
from nlp.codebook import codebook_folder
from nlp.errors import ModelError
from tests.analysis.linking.texts import make_doc, shipped_index, tag


def test_the_component_sets_entities_and_coreferents() -> None:
    component = EntityComponent(shipped_index(), lambda doc: [])
    doc = component(make_doc("ASEAN met. The bloc agreed."))
    assert [one.entity_id for one in doc._.entities] == ["asean"]
    assert [one.text for one in doc._.coreferents] == ["The bloc"]


def test_names_come_from_the_recogniser_and_from_the_gazetteer() -> None:
    def recognise(doc: Doc) -> list[spacy.tokens.Span]:
        return [tag(doc, "Jane Roe", "PERSON")]

    doc = EntityComponent(shipped_index(), recognise)(make_doc("Jane Roe praised ASEAN."))
    assert [(one.text, one.label) for one in doc._.entities] == [("Jane Roe", "PERSON"), ("ASEAN", "ORG")]


def test_offsets_point_into_the_text() -> None:
    text = "“Seoul’s” ties,\n\nthe U.S.–ROK pact – and Viet Nam’s."
    doc = EntityComponent(shipped_index(), lambda doc: [])(make_doc(text))
    assert [text[one.start : one.end] for one in doc._.entities] == ["Seoul", "U.S.", "ROK", "Viet Nam"]
    assert all(text[one.start : one.end] == one.text for one in doc._.entities)


def test_a_text_without_names_has_no_entities() -> None:
    component = EntityComponent(shipped_index(), lambda doc: [])
    for text in ("", " ", "nothing here", "\n\n"):
        assert component(make_doc(text))._.entities == ()


def test_a_row_that_a_researcher_adds_is_used(tmp_path: Path) -> None:
    folder = Path(copytree(codebook_folder(), tmp_path / "codebook"))
    with (folder / "gazetteer.csv").open("a", encoding="utf-8") as file:
        file.write("reading-club,Borneo Reading Club,ORG,,BRC,,,,,,,,,,\n")
    component = make_entities(spacy.blank("en"), "entities", str(folder), "none", 1)
    doc = component(make_doc("The Borneo Reading Club and the BRC."))
    assert [one.entity_id for one in doc._.entities] == ["reading-club", "reading-club"]


def test_amounts_are_found_without_a_tagger() -> None:
    found = make_recogniser("none")(make_doc("It costs $48 million, or 0.79%."))
    assert [(span.text, span.label_) for span in found] == [("$48 million", "MONEY"), ("0.79%", "PERCENT")]


def test_any_spacy_pipeline_may_name_the_entities(tmp_path: Path) -> None:
    language = spacy.blank("en")
    ruler = language.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PER", "pattern": "President Jane Roe"},
            {"label": "ORG", "pattern": "Reading Club"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    language.to_disk(tmp_path / "pipeline")
    recognise = make_recogniser(str(tmp_path / "pipeline"))
    found = recognise(make_doc("President Jane Roe met the Reading Club on Monday."))
    assert [(span.text, span.label_) for span in found] == [("Jane Roe", "PERSON"), ("Reading Club", "ORG")]


def test_a_pipeline_that_is_not_there_or_finds_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline `en_core_web_none` is installed"):
        make_recogniser("en_core_web_none")
    spacy.blank("en").to_disk(tmp_path / "empty")
    with pytest.raises(ModelError, match="finds no entities"):
        make_recogniser(str(tmp_path / "empty"))


def test_the_factory_is_registered_with_what_it_sets() -> None:
    meta = Language.get_factory_meta("nlp/entities")
    assert meta.assigns == ["doc._.entities", "doc._.coreferents"]


PARTS = "Seoul ASEAN Yoon Suk-yeol KASI (KASI) U.S. – ’s 25th Summit of President Moon , . \n\n".split(" ")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_mentions_stand_in_order_and_never_overlap(parts: list[str]) -> None:
    doc = EntityComponent(shipped_index(), lambda doc: [])(make_doc(" ".join(parts)))
    spans = [(one.start, one.end) for one in doc._.entities]
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(doc.text[one.start : one.end] == one.text for one in doc._.entities)
    assert all((one.entity_id is None) == (one.nil_reason is not None) for one in doc._.entities)
