"""How long one document takes, against the bare ``typst.compile`` of the same page and the bare ``docxtpl``.

    python -m bench.document [rounds] [kind]

In turn (A B C D A B …), warm: a document from its facts to the bytes of the PDF, as the press does it; typst alone, on
the page's template with the content ready; the same document to the bytes of the Word file; docxtpl alone, template and
text ready, nothing laid out. The first pass, which loads fonts and templates, is not counted.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import typst
from docxtpl import DocxTemplate

from services.documents import docx, pdf
from services.documents.docx import to_docx
from services.documents.fonts import fonts
from services.documents.pdf import to_pdf
from services.documents.samples import sample
from services.documents.wording import compose

TEMPLATES = Path(pdf.__file__).parent / "templates"
CODE = "3f9a1c7e5b2d4f6a"


def main(rounds: int, kind: str) -> None:
    facts = sample(kind, check_code=CODE)
    content = compose(facts)
    given = pdf.inputs(content)
    template, said = TEMPLATES / f"{content.form}", docx.said(content)

    def bare_page() -> None:
        typst.compile(
            template.with_suffix(".typ"),
            root=TEMPLATES,
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs=given,
            pdf_standards=["a-2a", "ua-1"],
        )

    def bare_file() -> None:
        word = DocxTemplate(template.with_suffix(".docx"))
        word.render({"d": said}, autoescape=True)
        word.save(io.BytesIO())

    ways: dict[str, Callable[[], object]] = {
        "PDF": lambda: to_pdf(compose(facts)),
        "typst 直接排版同一页面": bare_page,
        "DOCX": lambda: to_docx(compose(facts)),
        "docxtpl 直接填写同一模板": bare_file,
    }
    taken = _taken(ways, rounds)
    for ours, bare in (list(ways)[:2], list(ways)[2:]):
        ratio = statistics.median(own / theirs for own, theirs in zip(taken[ours], taken[bare], strict=True))
        print(
            f"{ours}（{kind}）：{statistics.median(taken[ours]) * 1000:.0f} 毫秒，"
            f"{bare} {statistics.median(taken[bare]) * 1000:.0f} 毫秒，比值（逐轮中位数） {ratio:.2f}"
        )


def _taken(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each way, round by round, without the first."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - began)
    return {name: seconds[1:] for name, seconds in taken.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, sys.argv[2] if len(sys.argv) > 2 else "recognition")
