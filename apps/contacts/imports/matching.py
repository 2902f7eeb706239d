"""Is this person on the list already? A profile link or an address of their own is certain; a name suggests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from apps.contacts.duplicates.callings import Name, share_identity
from apps.contacts.employernames import EmployerKeys
from apps.contacts.imports.keys import Keys
from apps.contacts.names import fold


@dataclass(frozen=True, slots=True)
class Imported:
    """What the last import that met a person said about their work."""

    employer: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A person on the owner's list, as far as matching needs them."""

    id: UUID
    given_name: str
    family_name: str
    email: str
    phone: str
    profile_url: str
    profile_key: str
    employer: str
    title: str
    location: str
    imported: Imported | None = None

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}".strip()


class Sameness(StrEnum):
    """How sure we are, and why."""

    PROFILE = "same_profile"
    EMAIL = "same_email"
    EXACT = "exact"  # the same name at the same employer, or one of them unknown
    SIMILAR = "similar"  # Sof and Sofia Brandt at the same employer


@dataclass(frozen=True, slots=True)
class Match:
    """Who it is, and how we know."""

    person: Known
    sameness: Sameness

    @property
    def certain(self) -> bool:
        """A name alone never is."""
        return self.sameness in (Sameness.PROFILE, Sameness.EMAIL)


@dataclass(slots=True)
class People:
    """Those of the owner's list who may be meant, ready to be asked."""

    by_profile: dict[str, Known] = field(default_factory=dict)
    by_email: dict[str, list[Known]] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=dict)
    by_work: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    employers: EmployerKeys = field(default_factory=EmployerKeys)  # what the owner means by a name

    @classmethod
    def of(cls, known: Iterable[Known], employers: EmployerKeys | None = None) -> People:
        """An index of `known`; of two with the same address, the first counts."""
        people = cls(employers=employers or EmployerKeys())
        for person in known:
            if person.profile_key:
                people.by_profile.setdefault(person.profile_key, person)
            if person.email:
                people.by_email.setdefault(person.email.lower(), []).append(person)
            people.by_name.setdefault(fold(person.name), []).append(person)
            if person.family_name and person.employer:
                work = (fold(person.family_name), people.employers.of(person.employer))
                people.by_work.setdefault(work, []).append(person)
        return people

    def match(self, values: Mapping[str, str], keys: Keys) -> Match | None:
        """The best match for what a row says, or None."""
        if keys.profile and (person := self.by_profile.get(keys.profile)):
            return Match(person, Sameness.PROFILE)
        if keys.email and (known := self.by_email.get(keys.email)):
            name = Name.of(values.get("given_name", ""), values.get("family_name", ""))
            for person in known:
                if share_identity(keys.email, name, Name.of(person.given_name, person.family_name)):
                    return Match(person, Sameness.EMAIL)
        return self._by_name(values, keys) if self.by_name else None

    def _by_name(self, values: Mapping[str, str], keys: Keys) -> Match | None:
        given, family = fold(values.get("given_name", "")), fold(values.get("family_name", ""))
        employer = keys.employer

        def may_be(person: Known) -> bool:
            """Two different profiles are two people; two addresses may be one person's."""
            return not (keys.profile and person.profile_key)

        for person in self.by_name.get(f"{given} {family}".strip(), ()):
            theirs = self.employers.of(person.employer)
            if may_be(person) and (theirs == employer or not theirs or not employer) and (family or employer == theirs):
                return Match(person, Sameness.EXACT)
        if family and employer and len(given) >= 3:
            for person in self.by_work.get((family, employer), ()):
                other = fold(person.given_name)
                if len(other) >= 3 and (other.startswith(given) or given.startswith(other)) and may_be(person):
                    return Match(person, Sameness.SIMILAR)
        return None
