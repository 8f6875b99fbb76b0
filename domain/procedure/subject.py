"""What a shared procedure needs to know of the case it runs in: who applies, and who stands above."""

from typing import Protocol

from domain.interpretation import PolicyBase
from domain.roles import Audience


class Subject(Protocol):
    @property
    def policy(self) -> PolicyBase:
        """What the case runs under."""
        ...

    @property
    def subject_name(self) -> str:
        """The park or project, for people."""
        ...

    @property
    def applicant(self) -> Audience:
        """Who applied and answers for the case."""
        ...

    @property
    def province(self) -> Audience:
        """The provincial regulator of its seat."""
        ...

    @property
    def leading_group(self) -> Audience:
        """The provincial leading group of its seat."""
        ...

    @property
    def concerned(self) -> tuple[Audience, ...]:
        """Who is told what is decided in the case."""
        ...

    @property
    def recipients(self) -> tuple[Audience, ...]:
        """Whom its decisions are addressed to (主送机关)."""
        ...
