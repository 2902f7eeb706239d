"""The catcher's HTML. It stands alone, outside the app, so it brings its own few lines of style along."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from pathlib import Path

from config.mailbox.store import Mail

SHOWN = 200
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
LOGO = (
    '<svg class="logo" viewBox="0 0 34 24" aria-hidden="true"><circle cx="12" cy="12" r="11.5" fill="#6a2c60"/>'
    '<circle cx="22" cy="12" r="11.5" fill="#c3a3be"/>'
    '<path d="M17 1.65a11.5 11.5 0 0 1 0 20.7 11.5 11.5 0 0 1 0-20.7Z" fill="#e29a2c"/></svg>'
)
STYLE = (Path(__file__).parent / "style.css").read_text()
SCRIPT = (Path(__file__).parent / "refresh.js").read_text()


def inbox(mails: list[Mail], to: str | None) -> str:
    """The list, newest first; it looks for new mail by itself."""
    newest = list(reversed(mails))[:SHOWN]
    rows = "".join(
        f'<li><a href="/mail/{mail.id}"><b>{escape(mail.subject)}</b><time class="dim">{when(mail.received_at)}</time>'
        f'<span class="dim">to {escape(", ".join(mail.recipients))}</span></a></li>'
        for mail in newest
    )
    listing = f"<ul>{rows}</ul>" if rows else '<p class="empty">No mail yet. What Acquaint sends appears here.</p>'
    count = f"{len(mails)} mail{'' if len(mails) == 1 else 's'}" + (f" to {escape(to)}" if to else "")
    number = newest[0].id if newest else 0
    clear = '<form class="push" method="post" action="/clear"><button>Delete all</button></form>' if rows else ""
    head = f'<header>{LOGO}<h1>Mail catcher</h1><span class="dim">{count}</span>{clear}</header>'
    note = '<p class="dim">Every mail of this Acquaint ends here. Nothing leaves the machine.</p>'
    return page(
        "Mail catcher", f'{head}<div class="card" data-newest="{number}">{listing}</div>{note}', script="/refresh.js"
    )


def message(mail: Mail) -> str:
    """One mail: who, when, the HTML in a sandbox, the text, and every header."""
    rows = [
        ("From", escape(mail.sender)),
        ("To", escape(mail.header("To") or ", ".join(mail.recipients))),
        ("Received", when(mail.received_at)),
        *(("Attached", f"{escape(name)} <span class=dim>{escape(kind)}</span>") for name, kind in mail.attachments),
    ]
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    headers = escape("\n".join(f"{name}: {value}" for name, value in mail.headers.items()))
    html_part = (
        f'<h2>HTML</h2><div class="card"><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" '
        f'src="/mail/{mail.id}/body" title="The mail as HTML"></iframe></div>'
        if mail.html
        else ""
    )
    text_part = f'<h2>Text</h2><div class="card"><pre>{linked(mail.text)}</pre></div>' if mail.text else ""
    head = f"<header>{LOGO}<h1>{escape(mail.subject)}</h1></header>"
    nav = f'<p><a href="/">All mail</a> · <a href="/mail/{mail.id}/source">Source</a></p>'
    more = f'<h2>Headers</h2><details class="card"><summary>All headers</summary><pre>{headers}</pre></details>'
    return page(mail.subject, f'{nav}{head}<div class="card"><dl>{facts}</dl></div>{html_part}{text_part}{more}')


def body(mail: Mail) -> str:
    """The mail's own HTML, whose links open beside it."""
    return (
        f'<base target="_blank">{mail.html}'
        if "<head>" not in mail.html
        else mail.html.replace("<head>", '<head><base target="_blank">', 1)
    )


def missing() -> str:
    return page("Not here", f'<header>{LOGO}<h1>That mail is not here</h1></header><p><a href="/">All mail</a></p>')


def page(title: str, content: str, *, script: str | None = None) -> str:
    tag = f'<script src="{script}" defer></script>' if script else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{tag}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/style.css"></head>'
        f"<body><main>{content}</main></body></html>"
    )


def linked(text: str) -> str:
    """Escaped text whose addresses can be followed."""
    parts, end = [], 0
    for match in LINK.finditer(text):
        link = escape(match.group())
        parts += [escape(text[end : match.start()]), f'<a href="{link}" target="_blank" rel="noreferrer">{link}</a>']
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def when(moment: datetime) -> str:
    local = moment.astimezone()
    day = "" if local.date() == datetime.now(UTC).astimezone().date() else f"{local:%b} {local.day}, "
    return f"{day}{local:%H:%M:%S}"


def escape(text: str) -> str:
    return html.escape(text)
