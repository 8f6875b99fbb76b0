"""Word refuses a file whose elements stand in another order than the schema's (ISO/IEC 29500-1, 17)."""

from itertools import pairwise
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from services.documents.docx import to_docx
from services.documents.kinds import KINDS
from services.documents.samples import sample
from services.documents.wording import compose
from tests.support.word_file import parts

CHECK = "https://zhicheng.example.gov.cn/verify/3f9a1c7e5b2d4f6a"
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "sectPr": "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
}
RANKS = {
    qn(f"w:{tag}"): {qn(f"w:{child}"): rank for rank, child in enumerate(order.split())}
    for tag, order in ORDERS.items()
}


def out_of_order(root: Any) -> list[str]:
    found = []
    for element in root.iter(*RANKS):
        ranks = [RANKS[element.tag][child.tag] for child in element if child.tag in RANKS[element.tag]]
        if any(second < first for first, second in pairwise(ranks)):
            found.append(etree.tostring(element).decode()[-300:])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_element_stands_where_the_schema_wants_it(kind: str) -> None:
    for name, part in parts(to_docx(compose(sample(kind, check_url=CHECK)))).items():
        if name.startswith("word/") and name.endswith(".xml") and "Effects" not in name:
            assert out_of_order(etree.fromstring(part)) == [], name


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_ends_with_a_paragraph_and_every_row_fills_its_columns(kind: str) -> None:
    document = etree.fromstring(parts(to_docx(compose(sample(kind, check_url=CHECK))))["word/document.xml"])
    for table in document.iter(qn("w:tbl")):
        columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
        for row in table.iter(qn("w:tr")):
            spans = [each.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for each in row.iter(qn("w:tc"))]
            assert sum(1 if each is None else int(each.get(qn("w:val"))) for each in spans) == columns
    assert all(cell[-1].tag == qn("w:p") for cell in document.iter(qn("w:tc")))


@pytest.mark.parametrize("kind", ["recognition", "consultation_letter", "pilot_filing"])
def test_no_identifier_of_a_drawing_occurs_twice_and_no_tag_of_the_template_is_left(kind: str) -> None:
    files = parts(to_docx(compose(sample(kind, check_url=CHECK))))
    document = files["word/document.xml"].decode()
    identifiers = [
        each.get("id") for each in etree.fromstring(files["word/document.xml"]).iter("{*}docPr") if each.get("id")
    ]
    assert len(identifiers) == len(set(identifiers))
    assert not any(tag in document for tag in ("{{", "}}", "{%", "%}"))
