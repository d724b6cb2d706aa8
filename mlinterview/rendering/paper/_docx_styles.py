"""The look of a paper as a Word document: page, fonts, styles, footer, lines to write on."""

from __future__ import annotations

from typing import Any

from mlinterview.rendering._docx_text import CODE_FONT, clean
from mlinterview.rendering.paper.writers import PageSetup

__all__ = ["begin_section", "new_document", "ruled", "shaded"]

_SIZES = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}
_MARGIN = 2.2
_DARK = "333333"
_KEPT = frozenset(
    {"Normal", "Title", "Heading 1", "Heading 2", "Header", "Footer", "Table Grid"}
    | {"Default Paragraph Font", "Normal Table", "No List"}
)
#: what may follow a background among the properties of a paragraph, which stand in a fixed order
_AFTER = (
    "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
    "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
    "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def new_document(setup: PageSetup, title: str, language: str) -> Any:
    """An empty document with its styles."""
    import datetime

    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    base = 16 if setup.large_print else 11
    styles: Any = document.styles
    for style in list(styles):  # of 160 in the library's template
        if style.name not in _KEPT:
            style.delete()
        elif (linked := style.element.find(qn("w:link"))) is not None:
            style.element.remove(linked)
    normal = styles["Normal"]
    _style_font(normal, "Calibri", Pt(base))
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 2.0), ("Heading 1", 1.4), ("Heading 2", 1.1)):
        style = styles[name]
        _style_font(style, "Calibri", Pt(round(base * size)))
        style.font.bold = True
        style.font.color.rgb = RGBColor.from_string(_DARK)
        style.paragraph_format.space_before = Pt(base)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    code = styles.add_style("Code", 1)
    code.base_style = normal
    _style_font(code, CODE_FONT, Pt(base - 1.5))
    code.paragraph_format.keep_together = True
    shaded(code.element.get_or_add_pPr(), "F2F2F2")
    languages = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): language})
    normal.element.get_or_add_rPr().append(languages)
    page = document.sections[0]
    width, height = _SIZES[setup.size]
    page.page_width, page.page_height = Cm(width), Cm(height)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(page, side, Cm(_MARGIN))
    core: Any = document.core_properties
    core.title, core.author, core.language = clean(title)[:255], "", language
    core.created = core.modified = datetime.datetime(2000, 1, 1)  # the same papers, the same bytes
    core.comments = ""
    return document


def _style_font(style: Any, name: str, size: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name, style.font.size = name, size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), name)


def begin_section(document: Any, left: str, page_of: str, *, first: bool) -> None:
    """Pages counted from 1, with a footer; ``page_of`` has slots for the page and their number.

    Without the second slot the number of pages is not told.
    """
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.sections[0] if first else document.add_section()
    section.footer.is_linked_to_previous = False
    if first:  # sections that are added take it over
        counted = OxmlElement("w:pgNumType")
        counted.set(qn("w:start"), "1")
        section._sectPr.find(qn("w:pgMar")).addnext(counted)
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Normal"  # that of footers has tab stops of its own
    width = section.page_width - section.left_margin - section.right_margin
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    before, *rest = page_of.split("{}")
    paragraph.add_run(f"{clean(left)}\t{before}")
    _field(paragraph, "PAGE")
    paragraph.add_run(rest[0])
    if len(rest) > 1:
        _field(paragraph, "NUMPAGES")
        paragraph.add_run(rest[1])


def _field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def ruled(place: Any, count: int) -> None:
    """Lines to write on."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for _ in range(count):
        paragraph = place.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.space_after = Pt(0)
        borders = OxmlElement("w:pBdr")
        for side in ("bottom", "between"):
            line = OxmlElement(f"w:{side}")
            for name, value in (
                ("val", "single"),
                ("sz", "4"),
                ("space", "1"),
                ("color", "808080"),
            ):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        _insert(paragraph._p.get_or_add_pPr(), borders)


def shaded(properties: Any, fill: str) -> None:
    """A background for the paragraph or style with these properties."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    _insert(properties, shade)


def _insert(properties: Any, element: Any) -> None:
    """Put borders or a background in its place among the properties of a paragraph."""
    after = _AFTER if element.tag.endswith("}shd") else ("w:shd", *_AFTER)
    properties.insert_element_before(element, *after)
