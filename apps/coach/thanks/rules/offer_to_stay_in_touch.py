"""Offers to write, report or meet again. "I wanted to let you know how much I enjoyed it" offers nothing."""

from __future__ import annotations

from apps.coach.rule import Severity
from apps.coach.text import Span, pattern
from apps.coach.thanks.note import Reading
from apps.coach.thanks.rule import Rule

_NEWS = (
    r"(?:how|what|when|whether|if|once|which|where|as soon as|about (?:my|the|it|how|what)|the (?:result|outcome|end"
    r"|grade|day|news)|my (?:result|progress|news|first|decision))"
)
_AGAIN = (
    r"(?:again|back|soon|later|sometime|some time|once|when|after|in (?:a|the|one|two|three|a few|spring|fall|summer"
    r"|winter|january|february|march|april|may|june|july|august|september|october|november|december|autumn|time|due"
    r"|some|the new)|next|at the end|from time|now and then|every|before|with (?:an update|my|the|news|a))"
)
_OFFER = pattern(
    r"\b(?:(?:stay|staying|keep|keeping|remain|remaining|be|get|getting|being|kept|stayed|continue|keeps"
    r"|back) (?:\w+ )?in (?:touch|contact)|(?:stay|staying|keep|remain|remaining|be|get) (?:\w+ )?connected"
    r"|keep(?:ing)? (?:you|u|ya|y'all) (?:posted|updated|informed|in the loop|up to date|up-to-date|abreast|apprised"
    r"|in mind when)|keep(?:ing)? (?:the|this|our) (?:\w+ )?(?:conversation|dialogue|discussion|exchange|contact"
    r"|connection) (?:going|alive|open)|continu(?:e|ing) (?:the|this|our|to|my) (?:\w+ )?(?:conversation|dialogue"
    r"|discussion|exchange|relationship|connection|talk|learn from you|correspond)"
    rf"|let(?:ting)? (?:you|u) know (?:\w+ ){{0,2}}?{_NEWS}(?! (?:much|grateful|helpful|thankful|valuable|inspir\w+"
    r"|useful|impressed|wonderful|great|glad|happy))"
    rf"|(?:tell|telling|show|showing|inform|write) (?:you|u) (?:\w+ ){{0,4}}?{_NEWS}(?! (?:much|grateful|helpful"
    r"|thankful|valuable|inspir\w+|useful|impressed|wonderful|great|glad|happy))"
    r"|(?:tell|show) (?:you|u) about (?:it|them|how|my|the)|report (?:back|on|to you)|(?:update|updating) you|(?:an"
    r"|some|any|my|with) updates?|first to (?:hear|know)"
    r"|check(?:ing)? (?:back|in)(?: with you)?\b(?! (?:at|to) the)|follow(?:ing)? up(?: with you)?(?= (?:after|in"
    r"|once|when|later|again|next|with|on|by|at|as|soon|before|sometime|about)|[.!,;]|$)|circle back|touch base"
    r"|reach(?:ing)? out (?:to you )?(?:again|in|when|once|after|if|with|from)"
    rf"|(?:write|writing|email|e-mail|call|message|text|contact|phone|ping)(?: to)? (?:you|u) {_AGAIN}|(?:write"
    r"|be writing) again|(?:drop|send|shoot) (?:you|u) (?:an? |the |my |some |over |another |its "
    r"|their )?(?:\w+ ){0,4}?(?:line|note|postcard|card|update|photo|picture|link|copy|draft|result|results"
    r"|outcome|episode|version|before and after|news|word|message|email|e-mail|invitation|invite|request|article"
    r"|paper|report|recording|file|it|them|what|how|one|finished|piece|essay)\b"
    r"|send (?:it|them|the \w+|my \w+|a \w+) (?:to you|your way|over|along)|share (?:with you )?(?:what|how"
    r"|my (?:progress|results?|findings|news|experience)|the (?:results?|outcome|finished|final)|it with you"
    r"|them with you)|show (?:it|them|you what|you the|you how|you my) ?(?:to you)?"
    r"|(?:talk|speak|chat|meet|catch up|connect|reconnect|see each other|visit|see you"
    r"|work together)(?: with you)? (?:again|soon|sometime|next|down the road|later|in the (?:future|spring|fall"
    r"|new year))|catch(?:ing)? up\b|reconnect"
    r"|(?:connect|connecting|connected|invitation|request|invite|add you|added you|find you"
    r"|follow you)(?: with you)?(?: to connect)? (?:on|via|through|over) (?:linked ?in|whatsapp|instagram|twitter"
    r"|xing|facebook)|linked ?in (?:invitation|request|invite|connection)"
    r"|(?:grab|get|have|buy you|share) (?:a |another |some )?(?:quick )?(?:coffee|lunch|tea|drink|breakfast|cup|beer"
    r"|pizza|bite)|over (?:tea|coffee|lunch|dinner|drinks)|don't lose (?:each other|touch|contact)|hit (?:you|u) up"
    r"|lose (?:touch|contact|each other)"
    r"|hope (?:that )?we (?:\w+ )?(?:see|meet|talk|speak|stay|keep|cross)|hope (?:to see|we meet|we'll meet"
    r"|we can (?:meet|talk|speak|chat|stay|keep)|i (?:may|can|might|could) (?:ask"
    r"|write|call|contact|turn to|come|bother|visit|stay|keep|reach|tell|show|be in)|our paths|to (?:meet|talk|speak"
    r"|see) (?:with |to )?you)|our paths (?:will )?cross"
    r"|(?:may|might|could|can) i (?:\w+ )?(?:write|ask|call|tell|let|send|show|come|visit|contact|reach|check|stay"
    r"|keep|get back|follow|email|report|turn to|connect|(?:\w+ ){1,3}(?:for|to|with) you)|(?:if|when) (?:you're"
    r"|you are) (?:ever |back |next )?in"
    r"|(?:look|looking) forward to (?:\w+ )?(?:staying|keeping|our next|seeing you|talking|speaking|meeting"
    r"|reconnecting|telling|updating|crossing|continuing|working with you|remaining)"
    r"|i(?:'d| would) (?:\w+ )?(?:write|report|check)(?: to you| back| in)? (?:once|every|now|from time|in|when)"
    r"|you(?:'ll| will) hear from me|hear from me|would you (?:\w+ )?(?:look at it|look over it|read it|want to see"
    r"|like to see|be open to|be willing to (?:talk|meet|look|read))|(?:always|happy|glad|free) to (?:hear from you"
    r"|stay|keep|reconnect)|feel free to (?:contact|reach|write|call|get in touch)|don't hesitate to (?:contact|reach"
    r"|write|call|get in touch)|check (?:in )?with you)\b"
)
_MINE = (
    r"(?:\b(?:i|we)(?:'ll|'d| will| would| can| could| may| might| shall| hope to| plan to| am going to|'m going to"
    r"| want to| wish to)|\b(?:may|can|could|might) (?:i|we)|(?:^|[.!;] |\band |\bso )(?:will|shall|hope to|happy to"
    r"|glad to|would love to|love to|can't wait to))"
)
_WORDS = r"(?: (?!thank|thanks|you\b)[\w'-]+){0,6}?"
#: I will … you: any way to reach them again.
_REACHES = pattern(
    rf"{_MINE}{_WORDS} (?:tell|inform|update|show|send|write|write to|email|e-mail|call|text|message|contact|invite"
    r"|keep|let|see|meet|phone|ping|bring|mail|visit|drop|shoot|report to|catch"
    r"|run into|check with|hear from|speak to|speak with|talk to|talk with|chat with|connect with|share with"
    r"|reach out to|get back to|follow up with|stay close to|turn to|come to|come see|come back to|ask) (?:you"
    r"|u)\b(?! (?:to|for (?:a|an|the|your)|my (?:r[eé]sum|cv|application)))"
    rf"|{_MINE}{_WORDS} (?:run|pass|play|read|show|send|bring|share|bounce|present|forward|post|mail|give|report"
    r"|write|pay|sing|demonstrate|get|hand|take|make)(?: (?!you\b)[\w'-]+){1,6}? (?:by|past|to|for|with|off"
    r"|your) (?:you|way)\b"
    rf"|{_MINE}{_WORDS} report\b|\bi (?:write|keep|inform|call|report|send|show|tell)(?: to)? you (?!th|how much|,)"
    r"|\b(?:another|a second|a follow-?up|our next|a next|one more) (?:chat|call|talk|conversation|meeting|coffee"
    r"|visit|walk|lunch|half hour)\b|when we (?:next )?(?:meet|speak|talk)(?: next| again)?\b"
)
#: Not an offer: what "tell you" and "in touch" are also good for.
_NOT = pattern(
    r"\b(?:(?:can't|cannot|can not|couldn't|hard to|difficult to|unable to|let me|want(?:ed)? to|writing to|like to"
    r"|wish to|have to|need to|just to|wish i could) (?:\w+ )?(?:tell|let) you (?:know )?(?:\w+ )?(?:how (?:much"
    r"|grateful|glad|happy|helpful|thankful|inspir\w+|impressed|valuable)|that|what a)"
    r"|(?:put|get|getting|putting) (?:me|us) in (?:touch|contact)|in touch with (?:him|her|them|your|hr|recruit\w+"
    r"|ines|nature|reality|patients|customers)|keep me (?:posted|updated|informed|in)|(?:let|tell) me know|(?:got|was"
    r"|were|got back) in (?:touch|contact)|glad (?:that )?we (?:got|met)|as you (?:told|said)"
    r"|(?:great|good|nice|lovely|wonderful|fun|enjoyed|pleasure|happy|glad|able|time to|thank you for|time|so kind to"
    r"|chance to|opportunity to|thankful we got) (?:to |for )?(?:meet|talk|speak|chat|connect|catch up|have|grab"
    r"|get)(?:ing)?|you (?:talk|speak|meet|follow up|check|write|call|send|share|show|connect|touch|keep)\b|we (?:had"
    r"|grabbed|shared) (?:a )?(?:coffee|lunch|tea))"
)


def read(reading: Reading) -> tuple[Span, ...]:
    found = []
    for sentence in reading.sentences:
        low = _NOT.sub(lambda match: " " * len(match[0]), sentence.low)
        if _OFFER.search(low) or _REACHES.search(low):
            found.append(sentence.span())
    return tuple(found)


RULE = Rule(
    id="offer_to_stay_in_touch",
    looks_for="An offer to write, report back or meet again.",
    why="Those who helped like to hear what came of it, and you have a reason to write.",
    source="Open textbook on informational interviews (DITA, 36247): four elements of a thank-you",
    severity=Severity.MEDIUM,
    read=read,
    message="Offer to stay in touch: “May I let you know how it goes?”",
    is_wanted=True,
)
