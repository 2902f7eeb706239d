"""Politeness around a question: "Could you tell me …", "I was wondering …", "May I ask …", "Describe …".

What is asked stands inside, so the shell comes off before the form is read. Each pattern is looked for
at the start only.
"""

from __future__ import annotations

from apps.coach.questions.words import WH
from apps.coach.text import pattern

_SOFT = (
    r"(?: (?:please|possibly|maybe|perhaps|kindly|also|just|briefly|quickly|really|ever|then|now|still|all|so|very much"
    r"|always|actually|even|be so kind (?:as|and)(?: to)?))*"
)
#: Ways to say "tell me". What they are followed by keeps "speak Spanish" and "walk to work" out.
_TELL = (
    r"(?:tell(?! (?:the|your|his|people|them|him|her|when|from)\b)|describe|explain|elaborate|expand|clarify|outline"
    r"|compare|summari[sz]e|illustrate"
    r"|define|discuss|list|comment|detail|sketch|reflect|advise"
    r"|unpack|break down|go (?:into|over|through)|let (?:me|us) know|walk (?:me|us)|talk (?:me|us|about|through|a"
    r"|more|for)"
    r"|take (?:me|us) through|run (?:me|us) through|paint|shed|share|speak (?:about|to|more|on|a)|teach (?:me|us)"
    r"|point (?:me|us|out|to)|give(?! up| feedback| back| away| notice| out)|show|name|offer (?:me|us|an?|any|some"
    r"|your|advice)|provide"
    r"|help (?:me|us)(?: to)? (?:understand|see|figure|learn|picture|imagine|make sense|get a)"
    r"|think of|think back|recall|remember|say (?:more|something|a few words|some words)|say(?= (?:which|what|how|why"
    r"|who|where|when|if|whether)\b))"
)
_TELLING = (
    r"(?:telling|describing|explaining|elaborating|expanding|clarifying|outlining|comparing|sharing|walking (?:me|us)"
    r"|talking (?:me|about|through|a)|giving|showing|naming|saying|speaking|helping me|letting me know|going (?:into"
    r"|over)"
    r"|discussing|my asking|me asking)"
)
_KIND = r"(?:possible|ok|okay|all right|alright|fine|appropriate|rude|too much|fair|allowed)"
_READY = r"(?:able|willing|open|comfortable|happy|ready|prepared|up|free|kind enough|ok|okay|game|inclined|allowed)"
_WISH = (
    r"(?:love|like|want|wanted|wish|enjoy|appreciate|hope|hoped|welcome|value|be (?:\w+ )?(?:glad|happy|grateful"
    r"|interested|curious"
    r"|thankful|keen|eager|delighted|excited))"
)
_HEAR = (
    r"(?:hear|know|learn|understand|ask|see|find out|get|listen|discover|explore|inquire|be told|figure out|read|dig"
    r"|talk|gain|pick your brain)"
)
#: What stands between the shell and what is asked.
_ABOUT = (
    r"(?: (?:you|me|us|to me|to us|for me|from you|more|a bit|a little(?: bit)?|a few words|something|anything|briefly"
    r"|in detail|in general|exactly|honestly|please|first|again|what you think|your (?:own )?(?:thoughts?|views?"
    r"|perspective|opinion"
    r"|take|insights?|impressions?|feelings?)|(?:a |the )?(?:sense|feel|feeling|idea|picture|understanding|glimpse"
    r"|impression)"
    r"|through|about|on|of|into|as to|regarding|concerning|around|for|with|to|out|back|over|,))*"
)
#: Each is the shell itself; what follows it is looked at next.
_SHELLS = (
    rf"(?:can|could|would|will|may|might|do) you{_SOFT}(?: (?:be|feel) (?:so )?{_READY}(?: with"
    rf"| for)?)?(?: to)?{_SOFT} (?:{_TELL}|{_TELLING})\b",
    rf"(?:can|could|would|will) you{_SOFT} (?:recommend|suggest)(?= (?:any|some|a|an|one|two|other|someone|somebody"
    r"|anyone|anybody|people|ways|how|what|which|where)\b)",
    r"(?:can|could) you (?:please )?(?:recommend|suggest)\b",
    rf"(?:are|were) you{_SOFT} {_READY} (?:to|with|for){_SOFT} (?:{_TELL}|{_TELLING})\b",
    rf"would you be {_READY} (?:to|with|for){_SOFT} (?:{_TELL}|{_TELLING})\b",
    rf"(?:would|do) you mind(?: terribly| very much)? {_TELLING}\b",
    r"(?:would|do) you mind(?: terribly| very much)? if i (?:ask|asked|inquire)\b",
    rf"(?:is|was|would) it (?:be )?(?:at all )?{_KIND} (?:for you )?(?:to|if (?:i|you))(?: (?:could|can"
    rf"|might))? (?:ask|asked|{_TELL})\b",
    rf"(?:may|can|could|might|should) i{_SOFT} (?:ask|inquire|hear|know|learn(?= (?:about|how|what|more))"
    r"|trouble you to tell)\b",
    r"(?:can|could|may|might) (?:i|we) (?:please )?(?:get (?:your|a)|have your|hear your|borrow your"
    r"|pick your brains?)\b",
    r"(?:may|can|could) we (?:talk|hear|speak) (?:about)?\b",
    rf"do you (?:happen to |possibly )?(?:know|remember|recall|see|understand)(?= (?:{WH}|if|whether)\b)",
    r"(?:do you )?have (?:you )?(?:any |an |a |some )?(?:ideas?|thoughts?|sense|views?|opinions?|insights?|feelings?"
    r"|clue|advice|tips|suggestions)"
    rf"(?: (?:about|on|of|into|as to|for|regarding))?(?= (?:{WH})\b)",
    r"any (?:ideas?|thoughts?|sense|views?|insights?|clue|advice|tips|suggestions)(?: (?:about|on|of|into|as to|for"
    rf"|regarding))?(?= (?:{WH}|if|whether)\b)",
    r"i(?:'m| am| was|'ve been| have been| have)?(?: (?:just|also|always|really|still|often|very|so|especially"
    r"|particularly|most|quite|rather|genuinely))*"
    rf" (?:wonder|wondered|wondering|curious|interested|dying|eager|keen|hoping|trying|looking|asking myself)"
    rf"(?: to (?:{_HEAR}))?(?: in (?:hearing|learning|knowing|understanding))?\b",
    rf"i(?:'d| would| will|'ll| do|'m|)(?: (?:also|really|just|still|very much|so|particularly|especially|be))* {_WISH}"
    r"(?: it if you(?: could| would| can)?| if you(?: could| would| can)?)?(?: to)?(?: (?:just|also|really"
    rf"|maybe))* (?:{_HEAR}|{_TELL})\b",
    r"i(?:'d| would)(?: (?:also|really|very much))* (?:appreciate|welcome|value|like|love|enjoy)(?= (?:your|any|some"
    r"|a|hearing|learning|to hear)\b)",
    r"(?:it would be|it'd be|it is|that would be) (?:\w+ )?(?:great|good|nice|helpful|interesting|lovely|wonderful"
    r"|useful|kind)"
    rf"(?: of you)?(?: to| if you could| if you would| if you)? (?:{_HEAR}|{_TELL})\b",
    r"(?:(?:just|also|always|very|really|so|especially) )*(?:wondering|curious|interested)(?: (?:in (?:hearing"
    rf"|learning)|to {_HEAR}))?\b",
    rf"(?:(?:please|do|kindly|then|also|maybe|first|but|let's|just|pls|plz) )*{_TELL}(?! (?:is|are|was|were|do|does"
    r"|did)\b)\b",
    r"help (?:me|us)(?: to)? (?:understand|see|figure|learn|picture|imagine|make sense)\b",
    rf"you (?:can|could|may|would|will){_SOFT} {_TELL}\b",
    r"(?:what|the (?:thing|question|one thing)) (?:that )?i(?:'d| would|'m| am| was|'ve| have)?(?: (?:really|most"
    r"|also|still|always|just))*"
    r" (?:like|love|want|wanted|need|hope|wonder|wondering|wondered|asking|curious|interested)(?: (?:to"
    rf"|in))?(?: {_HEAR})?(?: (?:you|about|from you))*,? (?:is|was)(?: really| simply| this)?,?:?",
    r"(?:my|another|one|a|the|here's my|here is my)(?: (?:next|last|first|final|main|big|other|second|more|quick|real"
    r"|only))* question(?: (?:for you|about [\w ]{2,20}|here))?(?: (?:is|would be|was|concerns))?,?:?",
    r"let me ask(?: you)?\b",
    rf"(?:do you )?(?:think|suppose|believe)(?= (?:{WH}) )",
)
SHELL = pattern(rf"(?:{'|'.join(_SHELLS)}){_ABOUT},?:?(?: |$)")
#: Looks like a shell and is none: "Would you describe it as competitive?", "Can you give up evenings?"
NO_SHELL = pattern(
    r"(?:would|do|can|could) you (?:ever )?(?:describe|characterize|define|remember|see) [^.?!]{2,60}? as (?:an? "
    r"|very |more |mostly |being )?\w+"
    r"|(?:can|could|do|will|would) you (?:\w+ )?(?:show|give|offer|provide) (?:feedback|up|back|references|training"
    r"|benefits|discounts|tours)"
    r"|do you (?:ever )?(?:tell|describe|explain|share|show|give|name|list|discuss|offer|provide|teach|compare"
    r"|remember|recall|think of|walk|talk)"
    rf"(?! (?:{WH}|if|whether)\b)"
    r"|(?:would|do) you (?:\w+ )?(?:advise|recommend|suggest) (?:me|someone|somebody|people|students|a (?:student"
    r"|beginner|young)"
    r"|against|going|doing|getting|taking|this|that|it|becoming|working)\b"
    r"|will you (?:ever )?(?:give|share|show|name|offer|provide|discuss|compare|think|remember|talk|teach)\b(?! (?:me"
    r"|us|an?|some|your|more)\b)"
    r"|would you (?:say|think|remember|recall|compare yourself|give up|teach|offer|provide)\b(?! (?:more|something"
    r"|a few|some)\b)"
)
