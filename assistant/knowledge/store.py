from __future__ import annotations
import functools
from assistant.knowledge.guidance import Guidance
from assistant.knowledge.guidance_files import read_guidance
@functools.cache
def _g() -> Guidance: return read_guidance()
class NoGuidance(LookupError): ...
class Library:
    def __init__(self, engine: object) -> None: ...
    def current(self) -> Guidance: return _g()
