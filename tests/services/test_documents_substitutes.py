"""代 in the signature block: who signs in an office's stead, and on which order (R-5-3)."""

import io

import pytest
from pypdf import PdfReader

from services.documents.pdf import to_pdf
from services.documents.samples import sample
from services.documents.samples.parties import DEPARTMENTS, SAMR
from services.documents.wording import Substitute, compose

pytestmark = pytest.mark.article("zone:5")

SUBSTITUTE = Substitute(name="王五", substitute_for="商务部", order="商办〔2026〕7号", issuer="商务部")
TOLD = "王五代商务部签发，依据商办〔2026〕7号"


def test_of_a_joint_act_only_the_office_a_substitute_signed_for_is_marked() -> None:
    facts = sample("public_notice")
    content = compose(facts.model_copy(update={"issuers": (SAMR, *DEPARTMENTS), "substitutes": (SUBSTITUTE,)}))
    assert content.organs == tuple(f"（代）{name}" if name == "商务部" else name for name in (SAMR, *DEPARTMENTS))
    assert content.organ_head == (SAMR,), "the heading names the organ, whoever signs"
    assert content.note == f"此件公开发布；{TOLD}"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(content))).pages).replace("\n", "")
    assert "（代）商务部" in text
    assert TOLD in text


def test_a_document_without_a_substitute_says_nothing_of_one() -> None:
    content = compose(sample("public_notice"))
    assert (content.organs, content.note) == ((SAMR,), "此件公开发布")
