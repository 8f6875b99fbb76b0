"""The words of every document: one readable template a kind, in ``wordings/``."""

from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, ConfigDict, Field

from domain.citation import TITLES, Basis, Citation, cited, numeral
from domain.deadline import Deadline
from domain.edition import Edition, sources
from domain.interpretation import Interpreted, source_of
from services.documents.content import Content, Explanation, Specimen, cn_date
from services.documents.kinds import KINDS
from services.documents.markup import inert, parse
from services.documents.title import title_lines
from services.sentence import sentence

ZONE_LAW = f"《{TITLES['zone']}》"
EXPLANATION = "期限说明"
"""Name of the annex that tells how the document's dates came about."""


class Park(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    region_name: str
    creating_body: str


class Subject(BaseModel):
    model_config = ConfigDict(frozen=True)

    park: Park


class Substitute(BaseModel):
    """代: who signs in an issuer's stead, for whom, and on which order."""

    model_config = ConfigDict(frozen=True)

    name: str
    substitute_for: str
    order: str
    """代理文件文号."""
    issuer: str
    """Name of the issuer whose signature it is."""


class DocumentFacts(BaseModel):
    """What a document is written from; the same facts write the same document again."""

    model_config = ConfigDict(frozen=True)

    kind: str
    number: str
    """发文字号, complete."""
    on: date
    """成文日期, in Asia/Shanghai."""
    issuers: tuple[str, ...] = Field(min_length=1)
    """Names of the signing bodies, in signing order."""
    recipients: tuple[str, ...] = ()
    """Names of 主送机关."""
    subject: Subject
    case_id: str
    data: dict[str, Any] = Field(default_factory=dict)
    """What the wording of this kind speaks of; dates as ISO strings."""
    basis: Basis
    policy_version: str
    interpreted: tuple[Interpreted, ...] = ()
    """What parameters of the policy rest on."""
    regulation: str
    """Title of the text and the date of its version."""
    deadlines: tuple[Deadline, ...] = ()
    """The dates it states, with their derivation."""
    edition: Edition | None = None
    """How its text was called and numbered when it was ordered, where that is not what the text kept here is."""
    substitutes: tuple[Substitute, ...] = ()
    """Of the issuers that somebody signs for in another's stead."""
    public_url: str
    check_code: str = ""
    """核验码: by it whoever holds the document finds it in the register."""
    specimen: Specimen = Specimen.NONE


def compose(facts: DocumentFacts) -> Content:
    """The document of these facts, in words.

    Raises ``KeyError`` for an unknown kind and ``jinja2.UndefinedError`` when the data lacks what the
    wording speaks of.
    """
    if facts.kind not in KINDS:
        raise KeyError(facts.kind)
    front, body = parse(_environment().get_template(f"{facts.kind}.md.j2").render(_context(facts)))
    title = front["title"]
    joint = facts.issuers if front.get("head") == ("文件",) else facts.issuers[:1]
    return Content(
        form=_one_word(front, "form") or "document",
        annex_mark=_one_word(front, "mark"),
        organ_head=joint,
        head_word=_one_word(front, "head"),
        number=facts.number,
        title="".join(title),
        title_lines=title_lines(title),
        recipients="" if "mark" in front else "、".join(_addressed(facts) or front.get("to", ())),
        body=body,
        annexes=(*front.get("annex", ()), *((EXPLANATION,) if facts.deadlines else ())),
        explanations=tuple(map(_explanation, facts.deadlines)),
        organs=_signatures(facts),
        date=facts.on,
        note="；".join((*front.get("note", ()), *map(_in_whose_stead, facts.substitutes))),
        cc=front.get("cc", ()),
        printer=facts.issuers[0],
        printed_on=facts.on,
        provenance=_provenance(facts),
        check_url=_check_url(facts),
        specimen=facts.specimen,
    )


def _one_word(front: dict[str, tuple[str, ...]], key: str) -> Any:
    return "".join(front.get(key, ()))


def _addressed(facts: DocumentFacts) -> tuple[str, ...]:
    """主送机关: nobody writes to itself, though an audience may include whoever acts."""
    return tuple(name for name in facts.recipients if name not in facts.issuers)


def _signatures(facts: DocumentFacts) -> tuple[str, ...]:
    """发文机关署名; 代 stands before an organ for which a substitute signs."""
    substituted = {each.issuer for each in facts.substitutes}
    return tuple(f"（代）{name}" if name in substituted else name for name in facts.issuers)


def _in_whose_stead(substitute: Substitute) -> str:
    return f"{substitute.name}代{substitute.substitute_for}签发，依据{substitute.order}"


def _context(facts: DocumentFacts) -> dict[str, Any]:
    lead, together = facts.issuers[0], len(facts.issuers)
    return {
        **facts.data,
        "issuer": lead,
        "signers": lead if together == 1 else f"{lead}等{numeral(together)}部门",
        "park": facts.subject.park,
        "basis": "和".join(sources(facts.basis, facts.edition)),
        "public_url": facts.public_url,
        "origin": partial(source_of, facts.interpreted),
    }


def _explanation(deadline: Deadline) -> Explanation:
    return Explanation(
        heading=f"{deadline.label}：{deadline.words}",
        lines=tuple((line.source, line.text) for line in deadline.lines),
    )


def _provenance(facts: DocumentFacts) -> tuple[str, ...]:
    numbers = "、".join(dict.fromkeys(each.number for each in facts.interpreted))
    interpreted, marked = (f"（其中依据总局解释：{numbers}）", "、总局解释") if numbers else ("", "")
    explained = f"本件所载期限的推导见附件“{EXPLANATION}”，逐行注明法规规定{marked}或者系统策略（法规未作规定）。"
    return (
        f"法规版本：{facts.regulation}；策略版本：{facts.policy_version}{interpreted}。",
        f"文件编号：{facts.number}；案件编号：{facts.case_id}。{_where_to_verify(facts)}",
        explained if facts.deadlines else "本件没有以系统策略为依据的日期。",
    )


def _check_url(facts: DocumentFacts) -> str:
    """Where this very document is verified; empty without a check code, and of what nobody issued."""
    if not facts.check_code or facts.specimen is Specimen.REHEARSAL:
        return ""
    return f"{facts.public_url}/verify/{facts.check_code}"


def _where_to_verify(facts: DocumentFacts) -> str:
    if facts.specimen is Specimen.REHEARSAL:
        return "本件由推演生成：没有发出，没有登记，不能核验，编号不作数。"
    scanned, code = ("扫描二维码或者", f"，核验码：{facts.check_code}") if facts.check_code else ("", "")
    return f"本件的散列值（SHA-256、SM3）已登记，可{scanned}在{facts.public_url}/verify核验{code}。"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "wordings"),
        undefined=StrictUndefined,
        # Plain text, typeset from data and never read as HTML; `inert` keeps values out of the markup.
        autoescape=False,
        finalize=inert,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"cn_date": cn_date, "numeral": lambda number: numeral(int(number)), "sentence": sentence}
    environment.globals |= {"law": ZONE_LAW, "cite": lambda *keys: cited(tuple(Citation(key) for key in keys))}
    return environment
