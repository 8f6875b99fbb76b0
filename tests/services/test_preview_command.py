"""``zhicheng preview``: a document of any kind from the samples of the product, without a register."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from services.documents.docx import to_docx
from services.documents.kinds import KINDS
from services.documents.pdf import to_pdf
from services.documents.samples import sample
from services.documents.wording import compose


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.app, ["preview", *arguments])
    return result.exit_code, result.output


def test_a_preview_is_the_page_of_the_sample(tmp_path: Path) -> None:
    assert run("public_notice", "--to", str(tmp_path))[0] == 0
    assert (tmp_path / "public_notice.pdf").read_bytes() == to_pdf(compose(sample("public_notice")))


def test_a_preview_may_be_the_word_file(tmp_path: Path) -> None:
    code, said = run("consultation_letter", "--docx", "--to", str(tmp_path))
    assert (code, "市场监管总局关于征求" in said) == (0, True)
    assert (tmp_path / "consultation_letter.docx").read_bytes() == to_docx(compose(sample("consultation_letter")))


def test_without_a_kind_all_are_listed_by_their_chinese_names() -> None:
    code, said = run()
    assert code == 0
    assert all(f"{kind}  {each.label}" in said for kind, each in KINDS.items())


def test_an_unknown_kind_names_those_there_are() -> None:
    code, said = run("nix")
    assert code == 2
    assert "没有文书种类 nix" in said
    assert "public_notice  公示" in said


def test_a_folder_that_is_not_there_is_said_in_chinese(tmp_path: Path) -> None:
    code, said = run("public_notice", "--to", str(tmp_path / "none"))
    assert (code, "无法写入" in said) == (2, True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_sample_is_marked_as_one_and_numbered_in_its_own_series(kind: str) -> None:
    facts = sample(kind)
    assert facts.specimen
    assert facts.number.startswith(KINDS[kind].code)
