"""One way to reach Temporal: the same converter everywhere, and no crash of the interpreter at exit."""

import atexit
import time
from dataclasses import replace

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from contracts.codec import CompressingCodec

# Without this pause a tokio thread may re-enter the finalising interpreter (sdk-python#300); exit codes are asserted.
atexit.register(time.sleep, 0.1)

DATA_CONVERTER = replace(pydantic_data_converter, payload_codec=CompressingCodec())


async def connect(address: str, namespace: str, identity: str) -> Client:
    """A client for workers, the web and tools. Raises ``RuntimeError`` when Temporal does not answer."""
    return await Client.connect(address, namespace=namespace, data_converter=DATA_CONVERTER, identity=identity)
