"""The clinical content as a clinician reads and signs it."""

from dataclasses import replace
from functools import cache

import pypdfium2

from clinic_app.reports.content_report import render_content_report
from clinic_app.resources import resource_path
from clinic_app.services.content_report.build import content_digest, content_report
from clinic_app.services.content_report.model import ContentReport
from clinic_app.services.knowledge import load_knowledge
from clinic_app.services.report_models import Paper


@cache
def report() -> ContentReport:
    return content_report(load_knowledge(), "1.2.3")


@cache
def pages(paper: Paper = Paper.A4) -> tuple[str, ...]:
    pdf = pypdfium2.PdfDocument(render_content_report(report(), paper))
    return tuple(page.get_textpage().get_text_bounded() for page in pdf)


def test_every_rule_card_fact_and_source_is_in_it() -> None:
    knowledge = load_knowledge()
    told = {entry.id for section in report().sections for entry in section.entries}
    content = knowledge.content
    assert content.rules.keys() | content.patterns.keys() | content.derived.keys() <= told
    titles = {entry.title for section in report().sections for entry in section.entries}
    assert {source.cite for source in content.sources.values()} <= titles
    items = {item.label for item in knowledge.exam.items}
    assert all(any(title.endswith(f": {label}") for title in titles) for label in items)


def test_every_rule_says_when_where_from_and_how_sure() -> None:
    rules = load_knowledge().content.rules
    for section in report().sections:
        for entry in section.entries:
            if entry.id in rules:
                assert {"When", "Source", "How sure", "Version"} <= {label for label, _text in entry.lines}, entry.id


def test_no_name_of_a_field_and_no_place_for_a_value_is_left_in_the_words() -> None:
    fields = {field.id for field in load_knowledge().fields}
    for section in report().sections:
        if section.title.startswith(("Red flags", "Pattern", "Facts")):
            for entry in section.entries:
                words = {
                    word.strip(".,;:()")
                    for label, text in entry.lines
                    if label != "Read where"
                    for word in text.split()
                }
                assert not (words & fields) - {"sex"}, (entry.id, words & fields)
        assert "{" not in "".join(text for entry in section.entries for _label, text in entry.lines)


def test_every_page_says_which_content_and_that_nobody_reviewed_it() -> None:
    found = pages()
    for number, text in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in text
        assert f"version 1.2.3, digest {report().digest[:12]}" in text
        assert "No clinician has reviewed this content unless signed on page 1." in text


def test_the_first_page_is_to_be_signed() -> None:
    assert all(words in pages()[0] for words in ("Reviewed by", "Signature", "Date", report().digest))


def test_the_same_content_gives_the_same_bytes() -> None:
    some = replace(report(), sections=report().sections[:2])
    assert render_content_report(some, Paper.LETTER) == render_content_report(some, Paper.LETTER)


def test_the_digest_is_of_every_file(tmp_path) -> None:
    assert report().digest == content_digest(resource_path("clinical"))
    (tmp_path / "a.toml").write_text("a = 1\n", "utf-8")
    first = content_digest(tmp_path)
    (tmp_path / "a.toml").write_text("a = 2\n", "utf-8")
    second = content_digest(tmp_path)
    (tmp_path / "a.toml").rename(tmp_path / "b.toml")
    assert len({first, second, content_digest(tmp_path)}) == 3
