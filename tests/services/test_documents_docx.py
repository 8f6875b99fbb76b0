"""The Word file: the same text as the page, GB/T 9704-2012 in Word's figures."""

import hashlib
import io
import re
import subprocess
import sys
import zlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from docx.oxml.ns import qn
from docx.shared import Pt
from pypdf import PdfReader

from services.documents import word_styles
from services.documents.content import Block, Content, Specimen
from services.documents.docx import to_docx
from services.documents.kinds import KINDS
from services.documents.pdf import to_pdf
from services.documents.samples import sample
from services.documents.word_layout import FORMULA
from services.documents.word_templates import FOLDER, FORMS, template
from services.documents.wording import compose
from tests.support.word_file import blocks, expected, opened, parts

ROOT = Path(__file__).parents[2]
CODE = "3f9a1c7e5b2d4f6a"
CHECK = f"https://zhicheng.example.gov.cn/verify/{CODE}"


def squeezed(text: str) -> str:
    return "".join(text.split())


def typed(text: str) -> Content:
    return compose(sample("renewal_failed", data={"reasons": text}))


def style(word: Any, name: str) -> Any:
    return word.styles[name]


@pytest.mark.parametrize("kind", KINDS)
def test_the_word_file_says_what_the_page_says_block_by_block(kind: str) -> None:
    content = compose(sample(kind, check_code=CODE))
    said = blocks(to_docx(content))
    pages = PdfReader(io.BytesIO(to_pdf(content))).pages
    numbered = enumerate((squeezed(page.extract_text()) for page in pages), start=1)
    printed = "".join(text.replace(f"—{number}—", "") for number, text in numbered)
    assert said == expected(content)
    for block in map(squeezed, said):
        assert block in printed, block


@pytest.mark.parametrize("form", FORMS)
def test_the_templates_are_what_their_script_writes(form: str) -> None:
    assert parts((FOLDER / f"{form}.docx").read_bytes()) == parts(template(form))


def test_identical_content_gives_identical_bytes_in_another_process_too() -> None:
    script = (
        "import hashlib; from services.documents.samples import sample;"
        "from services.documents.docx import to_docx; from services.documents.wording import compose;"
        f"print(hashlib.sha256(to_docx(compose(sample('recognition', check_code='{CODE}')))).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT, text=True)
    content = compose(sample("recognition", check_code=CODE))
    assert run.stdout.strip() == hashlib.sha256(to_docx(content)).hexdigest()


def test_other_content_gives_other_bytes() -> None:
    assert to_docx(typed("甲")) != to_docx(typed("乙"))


@pytest.mark.parametrize("kind", ["recognition", "consultation_letter", "pilot_filing"])
def test_margins_and_grid_are_those_of_the_standard(kind: str) -> None:
    section = opened(to_docx(compose(sample(kind)))).sections[0]
    assert [round(each.mm, 1) for each in (section.page_width, section.page_height)] == [210, 297]
    given = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm, 1) for each in given] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "580")


def test_the_body_is_fangsong_of_16_points_on_lines_of_28_95_points_two_characters_in() -> None:
    body = style(opened(to_docx(typed("甲"))), word_styles.TEXT)
    fonts, indent = body.element.rPr.rFonts, body.element.pPr.ind
    assert body.font.size == Pt(16)
    assert body.paragraph_format.line_spacing == Pt(28.95)
    assert body.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-4"
    assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:ascii")) == "仿宋_GB2312"
    assert indent.get(qn("w:firstLineChars")) == "200"


@pytest.mark.parametrize(
    ("name", "font", "size"),
    [
        (word_styles.TITLE, "方正小标宋简体", 22),
        (word_styles.HEAD, "方正小标宋简体", 42),
        (word_styles.HEADING_1, "黑体", 16),
        (word_styles.HEADING_2, "楷体_GB2312", 16),
        (word_styles.PRINTED, "仿宋_GB2312", 14),
        (word_styles.PAGE_NUMBER, "宋体", 14),
    ],
)
def test_each_part_has_the_font_and_size_the_standard_gives_it(name: str, font: str, size: int) -> None:
    found = style(opened(to_docx(compose(sample("creation_refusal")))), name)
    assert (found.element.rPr.rFonts.get(qn("w:eastAsia")), found.font.size) == (font, Pt(size))


@pytest.mark.parametrize("kind", ["recognition", "consultation_letter", "pilot_evaluation_report"])
def test_no_text_is_left_to_a_font_of_a_theme_or_to_a_style_without_a_chinese_font(kind: str) -> None:
    data = to_docx(compose(sample(kind)))
    word = opened(data)
    own = {each.name for each in word_styles.STYLES} | {word_styles.BASE}
    footers = [word.sections[0].footer, word.sections[0].even_page_footer]
    used = {each.style.name for part in (word, *footers) for each in part.paragraphs}
    assert used <= own
    assert not re.search(rb"asciiTheme|eastAsiaTheme", parts(data)["word/document.xml"])


@pytest.mark.parametrize(
    "text",
    [
        "{{ d.title }}{% for x in d %}{# 注 #}",
        "{_{ d.number }_} {_% if %_}",
        "<w:p><w:r/></w:p> &lt; & 甲“乙”‘丙’",
        "{{ 7 * 7 }} {%p endfor %} {%tr endif %} {{r d.date }}",
        "&#123; &amp; \\n \\a",
    ],
)
def test_typed_text_is_never_a_tag_and_never_xml(text: str) -> None:
    assert squeezed(text) in squeezed("".join(blocks(to_docx(typed(text)))))


def test_a_character_that_no_file_can_carry_is_replaced_openly() -> None:
    content = typed("甲").model_copy(update={"body": (Block(kind="p", text="甲\x0b乙\ufffe丙"),)})
    assert "甲〓乙〓丙" in blocks(to_docx(content))


def test_a_character_that_the_page_lacks_stands_in_the_word_file() -> None:
    assert any("联系人𠮷某" in each for each in blocks(to_docx(typed("联系人𠮷某"))))


def test_the_red_rule_stands_4_mm_below_the_number_of_a_document() -> None:
    word = opened(to_docx(compose(sample("recognition"))))
    number = next(each for each in word.paragraphs if each.style.name == word_styles.NUMBER)
    rule = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert (rule.get(qn("w:val")), rule.get(qn("w:space")), rule.get(qn("w:color"))) == ("single", "11", "D7000F")


def test_the_head_of_a_letter_stands_30_mm_from_the_upper_edge_its_rules_170_mm_wide() -> None:
    section = opened(to_docx(compose(sample("consultation_letter")))).sections[0]
    assert section.different_first_page_header_footer
    assert (round(section.header_distance.mm), round(section.footer_distance.mm)) == (30, 20)
    for part, pattern in (
        (section.first_page_header, "thickThinSmallGap"),
        (section.first_page_footer, "thinThickSmallGap"),
    ):
        [paragraph] = part.paragraphs
        form = paragraph.paragraph_format
        assert (round(form.left_indent.mm), round(form.right_indent.mm)) == (-8, -6)
        assert paragraph._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:val")) == pattern


def test_page_numbers_stand_between_dashes_odd_right_even_left_and_not_on_page_one_of_a_letter() -> None:
    for kind in ("recognition", "consultation_letter"):
        word = opened(to_docx(compose(sample(kind))))
        section = word.sections[0]
        odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
        assert word.settings.odd_and_even_pages_header_footer
        assert [odd.alignment, even.alignment] == [2, 0]
        assert all("PAGE" in each._p.xml and each.text == "—  —" for each in (odd, even))
        assert "PAGE" not in section.first_page_footer.paragraphs[0]._p.xml


@pytest.mark.parametrize(
    ("specimen", "word", "places"),
    [(Specimen.DEMONSTRATION, "样章", 5), (Specimen.REHEARSAL, "推演", 5), (Specimen.NONE, "样章", 0)],
)
def test_only_the_place_of_a_seal_is_marked_and_only_in_samples(specimen: Specimen, word: str, places: int) -> None:
    document = parts(to_docx(compose(sample("recognition", specimen=specimen))))["word/document.xml"].decode()
    assert document.count(f"<w:t>{word}</w:t>") == document.count('dashstyle="dash"') == places


@pytest.mark.parametrize("kind", ["creation_refusal", "renewal_application"])
def test_the_name_is_centred_over_the_date_which_stands_four_from_the_right(kind: str) -> None:
    content = compose(sample(kind))
    word = opened(to_docx(content))
    name, day = (
        next(each for each in word.paragraphs if each.style.name == style)
        for style in (word_styles.ORGAN, word_styles.DATE)
    )
    indents = [each.paragraph_format.right_indent.pt / word_styles.CHARACTER for each in (name, day)]
    widths = [len(content.organs[0]), 6.5]
    middles = [indent + width / 2 for indent, width in zip(indents, widths, strict=True)]
    assert indents[1] >= 4 - 0.01
    assert indents[0] >= -0.01
    assert middles[0] == pytest.approx(middles[1], abs=0.05)


def test_what_stands_before_the_signature_goes_with_it_to_a_new_page() -> None:
    word = opened(to_docx(compose(sample("creation_refusal"))))
    at = next(index for index, each in enumerate(word.paragraphs) if each.style.name == word_styles.ORGAN)
    last = max(index for index in range(at) if len(word.paragraphs[index].text) > FORMULA)
    assert all(each.paragraph_format.keep_with_next for each in word.paragraphs[last:at])


def test_the_code_of_the_check_can_be_read_and_has_words() -> None:
    data = to_docx(compose(sample("recognition", check_code=CODE)))
    [picture] = [part for name, part in parts(data).items() if name.startswith("word/media/")]
    assert _read(picture) == CHECK
    assert f'descr="真伪核验二维码，内容为{CHECK}"' in parts(data)["word/document.xml"].decode()
    assert not any(name.startswith("word/media/") for name in parts(to_docx(compose(sample("recognition")))))


def _read(picture: bytes) -> str:
    """The code in a black and white PNG whose rows are written out, or as the change from the row above."""
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    packed = zlib.decompressobj().decompress(picture[picture.index(b"IDAT") + 4 :])
    row, above, dots = (width + 7) // 8, bytes((width + 7) // 8), bytearray()
    for line in range(height):
        kind, *given = packed[line * (row + 1) : (line + 1) * (row + 1)]
        above = (
            bytes((each + before) & 255 for each, before in zip(given, above, strict=True)) if kind else bytes(given)
        )
        dots += bytes(255 * (above[x // 8] >> (7 - x % 8) & 1) for x in range(width))
    return zxingcpp.read_barcodes(memoryview(bytes(dots)).cast("B", shape=[height, width]))[0].text


@pytest.mark.article("pilot:a2")
def test_the_groups_of_the_guide_are_merged_cells_of_the_first_column() -> None:
    word = opened(to_docx(compose(sample("pilot_evaluation_report"))))
    merges = [row.tc_lst[0].vMerge for row in word.tables[0]._tbl.tr_lst]
    assert merges == [None, *["restart", "continue", "continue"] * 4]
    widths = [cell.width.mm for cell in word.tables[0].rows[0].cells]
    assert widths == pytest.approx([156 * share / 28 for share in (5, 7, 9, 7)], abs=0.1)


@pytest.mark.article("pilot:a1")
def test_the_form_of_the_annex_has_a_column_of_labels_and_no_head() -> None:
    word = opened(to_docx(compose(sample("pilot_filing"))))
    assert [cell.text.replace("\n", "") for cell in word.tables[0].columns[0].cells] == [
        "建设主体",
        "建设主要内容（包括主要建设目标、建设工作方案等，可另附页）",
        "建设主要特色",
        "其他需要说明的事项",
    ]
    assert b"w:tblHeader" not in word.tables[0]._tbl.xml.encode()


@pytest.mark.parametrize("kind", ["article_7_check", "consultation_summary"])
def test_a_table_is_as_wide_as_the_text_area_and_repeats_its_head(kind: str) -> None:
    word = opened(to_docx(compose(sample(kind))))
    table = word.tables[0]
    assert sum(cell.width.mm for cell in table.rows[0].cells) == pytest.approx(156, abs=0.2)
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert table.rows[0].cells[0].text == "序号"
    assert table.rows[0].cells[0].width.mm == pytest.approx(3 * 156 / 28, abs=0.1)


def test_the_imprint_lies_on_the_lower_edge_of_the_last_page() -> None:
    foot = opened(to_docx(compose(sample("recognition")))).tables[-1]
    place = foot._tbl.tblPr.find(qn("w:tblpPr"))
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    assert [cell.text for cell in foot.rows[-1].cells[:2]] == ["市场监管总局", "2025年10月9日印发"]


def test_the_file_is_dated_by_the_document_and_names_its_title_number_and_organs() -> None:
    properties = opened(to_docx(compose(sample("recognition", on=date(2025, 10, 9))))).core_properties
    assert properties.created == properties.modified == datetime(2025, 10, 9, tzinfo=UTC)
    assert properties.title == "市场监管总局等五部门关于认定苏州生物医药产业园为全国质量品牌提升示范区的通知"
    assert (properties.keywords, properties.author.split("、")[0]) == ("示认定〔2025〕12号", "市场监管总局")
    assert (properties.last_modified_by, properties.comments, properties.revision) == ("", "", 1)
