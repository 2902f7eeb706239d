"""Forms of campus sign-on. They read what a campus says of itself, so that a mistake shows beside its field."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.centers.models import SignOn
from apps.centers.services.sign_on import Connection
from apps.centers.sign_on.domains import clean_domain
from apps.centers.sign_on.errors import BadMetadata, Unreachable
from apps.centers.sign_on.fetching import address_problem, read_text
from apps.centers.sign_on.metadata import read_metadata
from apps.centers.sign_on.oidc import discover

_NO_HELP = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class OidcForm(forms.Form):
    """An OpenID Connect provider. The secret is never shown again; empty keeps it."""

    issuer = forms.CharField(
        label="Issuer",
        max_length=300,
        help_text="The address that your provider calls itself, like https://login.aldermere.example.",
        widget=forms.URLInput(attrs=_NO_HELP),
    )
    client_id = forms.CharField(label="Client ID", max_length=191, widget=forms.TextInput(attrs=_NO_HELP))
    secret = forms.CharField(
        label="Client secret",
        max_length=500,
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, kept: SignOn | None = None, **kwargs: Any) -> None:
        is_kept = kept is not None and kept.kind == SignOn.Kind.OIDC
        if kept and is_kept:
            kwargs.setdefault("initial", {"issuer": kept.issuer, "client_id": kept.client_id})
        super().__init__(*args, **kwargs)
        self._kept = kept if is_kept and kept and kept.sealed_secret else None
        hint = "Kept, and not shown again. Leave this empty to keep it." if self._kept else "We keep it sealed."
        self.fields["secret"].help_text = hint
        self.fields["secret"].required = self._kept is None

    def clean_issuer(self) -> str:
        """An address that answers as what it says it is."""
        issuer: str = self.cleaned_data["issuer"]
        if problem := address_problem(issuer):
            raise forms.ValidationError(problem)
        try:
            discover(issuer)
        except Unreachable as error:
            raise forms.ValidationError(str(error)) from error
        return issuer

    def clean(self) -> dict[str, Any]:
        """A new client needs its own secret."""
        data = super().clean() or {}
        same = self._kept and (self._kept.issuer, self._kept.client_id) == (data.get("issuer"), data.get("client_id"))
        if {"issuer", "client_id", "secret"} <= data.keys() and not data["secret"] and not same:
            self.add_error("secret", "We need the secret of this client.")
        return data

    def connection(self) -> Connection:
        """What was typed, to be kept."""
        data = self.cleaned_data
        return Connection(SignOn.Kind.OIDC, data["issuer"], client_id=data["client_id"], secret=data["secret"])


class SamlForm(forms.Form):
    """A SAML identity provider, by its metadata: an address to read, or the XML itself."""

    metadata_url = forms.CharField(
        label="Address of the metadata",
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs=_NO_HELP),
        help_text="We read it now. Save again when its certificate changes.",
    )
    metadata_xml = forms.CharField(
        label="Or the metadata itself",
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text="The XML from your provider, from <code>&lt;EntityDescriptor</code> to its end.",
    )
    subject = forms.ChoiceField(
        label="What names a person for good",
        choices=SignOn.Subject.choices,
        help_text="It must never be given to somebody else. E-mail addresses and transient IDs are.",
    )

    def __init__(self, *args: Any, kept: SignOn | None = None, **kwargs: Any) -> None:
        self._kept = kept if kept and kept.kind == SignOn.Kind.SAML else None
        if self._kept:
            given = {"metadata_url": self._kept.metadata_url, "subject": self._kept.subject}
            kwargs.setdefault("initial", given)
        super().__init__(*args, **kwargs)
        self._read: Connection | None = None

    def clean(self) -> dict[str, Any]:
        """Metadata that we can use, from one of the two places."""
        data = super().clean() or {}
        address, xml = data.get("metadata_url", ""), data.get("metadata_xml", "")
        field = "metadata_xml" if xml else "metadata_url"
        if address and xml:
            self.add_error("metadata_xml", "Give one of the two: the address or the XML.")
        elif not address and not xml:
            self._keep_what_is_there(data)
        elif address and (problem := address_problem(address)):
            self.add_error(field, problem)
        elif "subject" in data:
            try:
                found = read_metadata(xml.encode() if xml else read_text(address))
            except (BadMetadata, Unreachable) as error:
                self.add_error(field, str(error))
            else:
                self._read = Connection(
                    SignOn.Kind.SAML,
                    found.entity_id,
                    metadata_url=address,
                    sso_url=found.sso_url,
                    certificates=found.certificates,
                    subject=SignOn.Subject(data["subject"]),
                )
        return data

    def _keep_what_is_there(self, data: dict[str, Any]) -> None:
        if self._kept is None or self._kept.metadata_url:
            self.add_error("metadata_url", "Give the address of the metadata, or its XML below.")
        elif "subject" in data:
            kept = self._kept
            self._read = Connection(
                SignOn.Kind.SAML,
                kept.issuer,
                sso_url=kept.sso_url,
                certificates=tuple(kept.certificates),
                subject=SignOn.Subject(data["subject"]),
            )

    def connection(self) -> Connection:
        """What was read, to be kept."""
        assert self._read is not None  # noqa: S101 -- only after is_valid()
        return self._read


class DomainForm(forms.Form):
    """What stands after the @ in a campus's addresses."""

    name = forms.CharField(
        label="Domain",
        max_length=253,
        help_text="What stands after the @, like aldermere.example.",
        widget=forms.TextInput(attrs=_NO_HELP),
    )

    def clean_name(self) -> str:
        """As DNS knows it."""
        try:
            return clean_domain(self.cleaned_data["name"])
        except ValueError as error:
            raise forms.ValidationError("This is not a domain, like aldermere.example.") from error


class CampusForm(forms.Form):
    """By which campus somebody wants to sign in."""

    email = forms.CharField(
        label="Your campus address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        help_text="We only look at what stands after the @.",
    )
