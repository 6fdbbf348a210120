"""JATS XML: what its front, notes and entries hold is read, each in its place."""

from __future__ import annotations

from ingest.document import Document
from ingest.parse import parse_bytes


def article(*, meta: str = "", body: str = "<p>Moss grows.</p>", back: str = "") -> Document:
    source = (
        '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">'
        f"<article><front><article-meta>{meta}</article-meta></front><body>{body}</body>"
        f"<back>{back}</back></article>"
    )
    return parse_bytes(source.encode(), "moss.xml")


def test_letters_and_spaces_that_are_written_by_name_are_read() -> None:
    typed = "<p>On 5&nbsp;km<sup>2</sup> the &beta;-moss &#8211; and &moss; &lt; x &minus; 2.</p>"
    assert article(body=typed).text == "On 5 km2 the β-moss – and &moss; < x − 2."


def test_an_entry_may_hold_several_works_or_a_note() -> None:
    work = "<mixed-citation>({}) {} A. <source>Moss</source>. <year>{}</year>.</mixed-citation>"
    reed, cole = work.format("a", "Reed", 2001), work.format("b", "Cole", 2003)
    form = "<element-citation><collab>Roofers</collab><year>1999</year></element-citation>"
    same = f"<citation-alternatives>{form}{work.format('c', 'Roofers', 1999)}"
    back = (
        f"<ref-list><ref><label>1</label>{reed}{cole}</ref>"
        f"<ref>{same}</citation-alternatives></ref>"
        "<ref><label>3</label><note><p>Slates cost 2 euros.</p></note></ref></ref-list>"
    )
    assert [each.text for each in article(back=back).references] == [
        "[1] (a) Reed A. Moss. 2001. (b) Cole A. Moss. 2003.",
        "[2] Roofers (1999).",
        "[3] Slates cost 2 euros.",
    ]


META = """<title-group><article-title>Moss on slate<xref>*</xref></article-title>
<subtitle>A count</subtitle></title-group><abstract><p>Moss covers slate.</p></abstract>
<abstract abstract-type="author-summary"><title>Author summary</title><p>Roofs turn green.</p>
</abstract><abstract abstract-type="key-points"><p>Count twice.</p></abstract>
<abstract abstract-type="toc"><p>Moss!</p></abstract><kwd-group><kwd>moss</kwd></kwd-group>
<funding-group><funding-statement>The Slate Fund paid.</funding-statement></funding-group>"""


def test_the_front_gives_the_subtitle_other_summaries_and_who_paid() -> None:
    found = article(meta=META, body="<sec><title>Results</title><p>Moss grows.</p></sec>")
    assert found.title == "Moss on slate: A count"
    assert found.text.split("\n\n") == [
        *(found.title, "Abstract", "Moss covers slate.", "Keywords: moss"),
        *("Author summary", "Roofs turn green.", "Key points", "Count twice."),
        *("Results", "Moss grows.", "Funding", "The Slate Fund paid."),
    ]
    assert found.abstract and found.text[slice(*found.abstract)] == "Moss covers slate."
    assert found.keywords == ("moss",)


def test_who_paid_is_said_once() -> None:
    back = "<sec><title>Money</title><p>The Slate Fund paid. Thanks.</p></sec>"
    assert article(meta=META, back=back).text.count("The Slate Fund paid.") == 1


def test_what_the_front_declares_is_read_below_a_heading_of_its_own() -> None:
    meta = (
        '<author-notes><corresp>moss@example.org</corresp><fn fn-type="con"><p>A. Reed counted.</p>'
        '</fn><fn fn-type="conflict"><p>None exist.</p></fn><fn><label>*</label><p>The authors'
        " declare no competing financial interests.</p></fn><fn><p>These two led.</p></fn>"
        "</author-notes><custom-meta-group><custom-meta><meta-name>Data Availability</meta-name>"
        "<meta-value>All counts are in the paper.</meta-value></custom-meta><custom-meta>"
        "<meta-name>Version</meta-name><meta-value>3</meta-value></custom-meta></custom-meta-group>"
    )
    assert article(meta=meta).text.split("\n\n") == [
        *("Moss grows.", "Author contributions", "A. Reed counted.", "Competing interests"),
        *("None exist.", "The authors declare no competing financial interests."),
        *("Data Availability", "All counts are in the paper."),
    ]
    again = "<fn-group><fn><p>Interests: None exist.</p></fn></fn-group>"
    assert article(meta=meta, back=again).text.count("None exist.") == 1


def test_an_article_that_is_cut_off_carries_a_warning() -> None:
    whole = (
        b"<article><body><p>Moss grows.</p><p>It grows on slate.</p></body></article>\n<!-- x -->"
    )
    assert parse_bytes(whole, "a.xml").warnings == ()
    cut = parse_bytes(whole[:50], "a.xml")
    assert cut.warnings == ("the file ends before its article does: what comes behind is missing",)


def test_a_note_within_a_paragraph_or_an_item_follows_it() -> None:
    note = "<fn><label>1</label><p>In {}.</p></fn>"
    body = (
        f"<p>Moss{note.format('spring')} grows: <list><list-item><p>North{note.format('rain')}.</p>"
        "</list-item></list>It spreads.</p>"
    )
    assert article(body=body).text.split("\n\n") == [
        *("Moss grows:", "¹ In spring.", "North.", "¹ In rain.", "It spreads.")
    ]


def test_labels_are_set_apart_from_what_they_stand_before() -> None:
    caption = "<label>S1 File</label><caption><title>Roofs.</title><p>A list.</p></caption>"
    body = (
        f"<supplementary-material>{caption}</supplementary-material>"
        "<disp-formula><label>(1)</label><tex-math>a=b</tex-math></disp-formula>"
    )
    assert article(body=body).text == "S1 File Roofs. A list.\n\n(1) a=b"


def test_a_group_is_an_author_and_its_members_are_none() -> None:
    name = "<name><surname>{}</surname><given-names>Ann</given-names></name>"
    members = f"<contrib-group><contrib contrib-type='member'>{name.format('Cole')}</contrib>"
    meta = (
        f"<contrib-group><contrib contrib-type='author'>{name.format('Reed')}</contrib>"
        f"<contrib contrib-type='author'><collab>Moss Study Group{members}</contrib-group></collab>"
        "</contrib></contrib-group><aff>University of Examples</aff>"
    )
    found = article(meta=meta)
    assert found.authors == ("Ann Reed", "Moss Study Group")
    assert found.affiliations == ("University of Examples",)


def test_marks_of_notes_are_raised_in_the_text_and_before_the_note() -> None:
    mark = '<xref ref-type="fn" rid="f{0}"><sup>{0}</sup></xref>'
    cited = '[<xref ref-type="bibr" rid="r1">1</xref>]'
    body = f"<p>Moss grows {cited}{mark.format('a')} in 2018{mark.format('3')}.</p>"
    notes = "<fn id='fa'><label>a</label><p>Mostly.</p></fn>"
    assert article(body=body, back=f"<fn-group>{notes}</fn-group>").text.split("\n\n") == [
        "Moss grows [1]ᵃ in 2018³.",
        "ᵃ Mostly.",
    ]


def test_items_of_ordered_lists_bear_their_numbers() -> None:
    items = "<list-item><p>First</p></list-item><list-item><p>Second</p></list-item>"
    labelled = "<list-item><label>Z</label><p>Third</p></list-item>"
    for kind, printed in [
        ("order", "1. First|2. Second|Z Third"),
        ("alpha-lower", "a. First|b. Second|Z Third"),
        ("bullet", "First|Second|Z Third"),
    ]:
        body = f'<list list-type="{kind}">{items}{labelled}</list>'
        assert article(body=body).text.split("\n\n") == printed.split("|")
