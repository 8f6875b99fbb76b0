"""Temporal's own page lives at another address: it may have payloads unpacked here, and nothing else."""

from google.protobuf.json_format import MessageToJson, Parse
from temporalio.api.common.v1 import Payloads

from contracts.client import DATA_CONVERTER
from tests.support.web import Web

PAGE = "http://127.0.0.1:8233"
FROM_ITS_PAGE = {"origin": PAGE, "sec-fetch-site": "same-site", "content-type": "application/json"}
ACT = {"task_id": "zone-js-1-case-1-task-38", "action": "submit", "data": {"opinion": "同意"}}


async def test_temporals_page_reads_what_the_history_keeps_small(web: Web) -> None:
    packed = Payloads(payloads=await DATA_CONVERTER.encode([ACT]))
    asked = await web.call("OPTIONS", "/codec/decode", headers={"origin": PAGE})
    assert asked.status_code == 204
    answer = await web.call("POST", "/codec/decode", content=MessageToJson(packed), headers=FROM_ITS_PAGE)
    assert {each.headers["access-control-allow-origin"] for each in (asked, answer)} == {PAGE}
    assert await DATA_CONVERTER.decode(Parse(answer.text, Payloads()).payloads) == [ACT]
    assert b"submit" in Parse(answer.text, Payloads()).payloads[0].data


async def test_what_is_no_payload_is_malformed(web: Web) -> None:
    ours = Payloads(payloads=await DATA_CONVERTER.encode([ACT]))
    ours.payloads[0].data = b"\xff\xff"
    for body in ("", "{", '{"payload":[]}', b"\xff", MessageToJson(ours)):
        assert (await web.call("POST", "/codec/decode", content=body, headers=FROM_ITS_PAGE)).status_code == 422


async def test_no_other_page_may_read_the_answer(web: Web) -> None:
    answer = await web.call("POST", "/codec/decode", content="{}", headers={"origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == PAGE
