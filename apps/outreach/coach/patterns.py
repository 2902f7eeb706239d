"""The words that the coach listens for."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_][\w’'-]*")
_I = re.IGNORECASE
INTRODUCES = r"\b(?:(?:i[’']m|i am)\s+(?:an?|the|currently|{name})|(?:my name is|this is)\s+{name})\b"
INTEREST = re.compile(
    r"\b(learn\w*|curious|interest\w*|understand\w*|explor\w+|insight\w*"
    r"|your (?:experience|path|perspective|advice|work))\b",
    _I,
)
MEETING = re.compile(r"\b(talk|talking|call|chat|meet|meeting|speak|conversation|coffee|video|minutes|suggest)\b", _I)
WHO_ELSE = re.compile(r"\b(someone|somebody|colleague|person|who else|anyone|whom?)\b", _I)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
MINUTES = re.compile(r"\b(\d{1,3})(?:\s*(?:-|–|to|or)\s*(\d{1,3}))?[\s-]*(?:min\b|mins\b|minutes?\b)", _I)
LONG = re.compile(r"\b(?:an|one|two|\d)\s+hours?\b", _I)
HALF = re.compile(r"\b(?:half an hour|quarter of an hour|(?:fifteen|twenty|thirty|twenty-five) minutes)\b", _I)
JOB = re.compile(
    r"\b(?:(?:are|is) (?:you|your \w+|\w+) hiring|(?:job|position|internship|role)s? (?:opening|opportunit)\w*"
    r"|openings?\b"
    r"|vacanc(?:y|ies)|open (?:position|role)s?|(?:apply|applying|application) (?:for|to)|consider me\b|hire me"
    r"|(?:looking|searching) for (?:an? )?(?:\w+ ){0,2}(?:job|position|internship|role|work)"
    r"|any (?:jobs|positions|roles|internships)|refer me for|put in a (?:good )?word)",
    _I,
)
NEGATED = re.compile(r"(?:\bnot\b|n[’']t\b|\bnever\b|\bno\b|\bwithout\b|\brather than\b)[^.!?]{0,30}$", _I)
RESUME = re.compile(
    r"r[ée]sumé|\b(?:my|attached|enclosed|the) resume\b|\bresume (?:is )?(?:attached|enclosed)|\bCV\b"
    r"|\battach(?:ed|ing|ment)\b"
)
WAY_OUT = re.compile(
    r"\b(busy|no (?:problem|pressure|worries|hurry)|someone else|colleague|instead|if not\b"
    r"|i(?:[’']d)? (?:completely )?understand|either way|not possible|no time)\b",
    _I,
)
CLOSE = re.compile(r"\b(thank\w*|grateful|appreciate\w*|regards|sincerely|all the best|best wishes|warmly|best,)", _I)
FOUND = re.compile(
    r"\b(came across|read your|saw your|heard your|your (?:talk|article|post|profile|paper|podcast|book|portfolio)"
    r"|we (?:both|met|share)"
    r"|fellow|alum\w*|found (?:you|your))\b|\[what you",
    _I,
)
GREETING = re.compile(r"\A\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\s+([^,:!\n]{1,60})[,:!]?", _I)
TITLES = re.compile(r"^(?:mr|mrs|ms|mx|dr|prof|professor)\.?\s+", _I)
