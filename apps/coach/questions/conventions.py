"""Questions that belong to a talk by custom: its end, its permissions, its courtesies. Closed by grammar, and fine."""

from __future__ import annotations

from apps.coach.text import pattern

_ASK = (
    r"(?:(?:would|could|can|will|is|are|do|did|have|might|should|may|was) (?:it|you|i|we|there|that|now|this)|any"
    r"|anything|anyone|anybody|someone|who|whom|what|which)"
)
_LEAVE = r"(?:possible|ok|okay|all right|alright|fine|appropriate|rude|acceptable|good|useful|helpful|better|best)"
#: May I …: the acts that a guest asks leave for.
_ACTS = (
    r"(?:stay(?:ed|ing)? (?:in (?:touch|contact)|connected)|keep(?:ing)? in (?:touch|contact)|kept in (?:touch"
    r"|contact)|remain(?:ed)? in (?:touch|contact)|connect(?:ed|ing)? (?:with you|on|via|over|through)"
    r"|follow(?:ed|ing)? (?:up|you)|contact(?:ed|ing)? you|reach(?:ed|ing)? out|get(?:ting)? (?:back )?in touch"
    r"|get back to"
    r"|got (?:back )?in touch|be in touch|check(?:ed|ing)? (?:back|in)"
    r"|(?:write|wrote|writing)(?: to)? (?:you|again|back|him|her|them)|e-?mail(?:ed)? (?:you|again)"
    r"|e-?mail(?:ed)? (?:a|some|any|one|two)|call(?:ed)? (?:you|again)|text you|message you"
    r"|send(?:ing)? you|sent you|let(?:ting)? you know|tell you how|update you|keep you (?:posted|updated)"
    r"|report back|add(?:ed|ing)? you"
    r"|mention(?:ed|ing)?|use(?:d)? your name|say (?:that )?you (?:sent|suggested|referred)|quote you"
    r"|tak(?:e|ing) (?:a few |some )?notes|took (?:some )?notes|record(?:ed)?"
    r"|ask(?:ed)? (?:you )?(?:one|another|a (?:few|couple|last|final|follow|quick|personal)|two|more|some more)"
    r"|talk(?:ed)? again|speak again|meet again|chat again|come (?:by|back|over|along|visit|see)|stop by|drop (?:by"
    r"|in)|swing by|visit(?:ed)?(?: you)?"
    r"|shadow(?:ed)?|sit in|see (?:your|the) (?:office|lab|workshop|studio|team|clinic|classroom)|have your (?:card"
    r"|e-?mail|number)|share (?:my|this|what)|show you|return the favou?r"
    r"|buy you|thank you|invite you)"
)
LEAVE_TAKING = pattern(
    # May I stay in touch? Would it be okay if I followed up? Would you mind if I stayed in touch?
    r"(?:may|can|could|might|should|shall) (?:i|we)(?: (?:please|also|perhaps|maybe|still|just|ever|possibly|then"
    rf"|be able to))* {_ACTS}\b"
    rf"|(?:would|could|can|is|will|was) (?:it|that|this) (?:be )?(?:at all )?{_LEAVE}(?: with you"
    r"| for you)?,? (?:if (?:i|we)|to|for (?:me|us) to)(?: (?:could|can|might|were to|ever|also|just|perhaps|were"
    rf"|was))* {_ACTS}\b"
    r"|(?:would|do|will) you (?:mind|object)(?: terribly| very much)?(?: if (?:i|we)| my| me| to)(?: (?:could|can"
    rf"|might|were to|ever|also|just|perhaps))* {_ACTS}\b"
    rf"|(?:ok|okay|all right|alright|mind) if (?:i|we) {_ACTS}\b"
    r"|(?:would|are|will) you (?:be )?(?:open|willing|ok|okay|up|comfortable|available|interested|happy"
    r"|free)(?: (?:to|for|with|in))?(?: (?:me|us|if i|if we|my))*(?: (?:another|a second|a follow-?up|one more))?"
    r" (?:talk(?:ing)?|speak(?:ing)?|meet(?:ing)?|chat(?:ting)?|stay(?:ing)? in touch|keep(?:ing)? in touch"
    r"|connect(?:ing)?|answer(?:ing)? (?:a few|some|more|another|follow)|conversation|contacting|reaching"
    r"|visit(?:ing)?|shadow(?:ing)?|have me)\b"
    r"|(?:can|could|shall|should|may|might) we (?:talk|speak|meet|chat|stay in touch|keep in touch|do this|continue"
    r"|catch up|connect)(?: (?:again|sometime|some time|on|in|over|later|this|next)|$)"
    r"|(?:do|would) you mind (?:if i|me) (?:tak|record|writ|ask)"
    rf"|(?:do|would) you (?:want|like|prefer)(?: for)? me to {_ACTS}\b"
    r"|(?:is|are) there (?:an? |any )?(?:good |best |better |easy |other )?ways? (?:for me )?(?:to|i (?:can"
    r"|could)) (?:reach|contact|get in touch|stay in touch|keep in touch|follow up|thank)"
    r"|(?:could|can|may|might|shall|should) (?:we|i) (?:schedule|set up|arrange|book|plan|find a time|have (?:another"
    r"|a second|a follow))"
    r"|should i (?:contact|write|call|e-?mail|reach out|mention|use your name|tell (?:her|him|them)|say)\b"
    r"|(?:would|are|will) you (?:be )?(?:ok|okay|all right|alright|fine|comfortable) (?:with|if) (?:me|my|i|we)\b"
    # Logistics of the talk itself.
    r"|(?:is|are) (?:this|now|it|you|we) (?:still )?(?:a |an )?(?:good|okay|ok|fine|convenient|bad)(?: (?:time|moment"
    r"|on time|for time|to (?:start|talk|go)|now))"
    r"|(?:do|would|have) (?:you|we) (?:still )?(?:have |got |have got )?(?:time|a (?:minute|moment|few minutes"
    r"|couple of minutes)|room) (?:for|to|left)"
    r"|(?:do|would) (?:you|we) (?:still )?have (?:a few|a couple(?: of)?|some|five|ten|two) (?:more )?minutes"
    r"|how are we (?:doing )?(?:on|for) time|can you hear me|does (?:that|this|it) make sense|shall we (?:begin|start"
    r"|stop|end)|should we (?:stop|wrap up|end)"
    r"|how (?:do|would|should) you (?:like|prefer)(?: (?:me|us))? to (?:stay in touch|be contacted|keep in touch"
    r"|follow up|reach)"
    # And you?
    r"|(?:do|would|did) you (?:have|like|want)(?: any)?(?: to ask)?(?: me)?(?: any(?:thing)?"
    r"| some)? ?questions?(?: for me| of me| about me)"
    r"|(?:is|was) there (?:anything|something)(?: else)?(?: that)? (?:you(?:'d| would)? (?:like|want|wish"
    r"|need) to (?:ask|know)(?: about)?(?: me)?|i (?:can|could|might) (?:do|help|offer|return|be|bring|send|share"
    r"|give))"
    r"|(?:is there|are there) (?:any(?: way)?|a way|some way|some)(?: ways?)? (?:that )?(?:i|we) (?:can|could"
    r"|might) (?:help|be of|return|repay|thank|support)"
    r"|(?:can|could|may|might) i (?:be of (?:any )?(?:help|use|service)|help you|do (?:anything|something) for you"
    r"|return the favou?r|offer you|repay)"
    r"|(?:what|how) (?:can|could|might|may) i (?:do for you|help you|do to thank|return|repay|be of|give back)"
    r"|(?:would|could|can|will) you(?: (?:please|also|possibly|perhaps|maybe|ever|be (?:able|willing|open|happy"
    r"|comfortable|so kind as|kind enough)(?: to)?|consider|mind))*"
    r" (?:introduc(?:e|ing) (?:me|us)|connect(?:ing)? me|put(?:ting)? (?:me|us) in (?:touch|contact)|mak(?:e"
    r"|ing) an introduction|pass(?:ing)? (?:on |along )?my (?:name|contact|number)"
    r"|look(?:ing)? (?:at|over|through)|review(?:ing)?|read(?:ing)? (?:over|through|my)|critique"
    r"|give (?:me )?feedback|giving (?:me )?feedback|glance at|check my)\b"
)
#: Is there anything else I should have asked? Did I miss anything?
ANYTHING_ELSE = pattern(
    rf"(?:{_ASK} )?(?:\w+ ){{0,3}}?(?:anything|something|a question|questions|one thing|any questions?|topics?"
    r"|points?|what)(?: else)?(?: important)?(?: that| which)? ?(?:(?:i|we)(?:'ve| have| had|'d)? (?:should|could"
    r"|ought|didn't|haven't|did not|have not|forgot|forgotten|missed|not|failed|might have|left|never)\b"
    r"|you (?:(?:wish|wished|hoped|thought|expected|were hoping|would have liked)(?: that)? (?:i|we|me)(?:'d| had"
    r"| would)?|would (?:have )?like(?:d)? to add|(?:want|wanted|'d like|'d love|would love) to (?:add|share|say"
    r"|mention))|to add|we (?:missed|skipped))"
    r"|(?:have|did) (?:i|we) (?:miss(?:ed)?|forg(?:e|o)t(?:ten)?|le(?:ft|ave)|overlook(?:ed)?|skip(?:ped)?"
    r"|not ask(?:ed)?|fail(?:ed)?)\b"
    r"|(?:is there|was there|are there|any) (?:anything|something|thing|things) (?:else|more|further)\b|anything else\b"
)
#: Who else should I talk to?
WHO_ELSE = pattern(
    r"(?:is|are|was|might|would) there (?:be )?(?:\w+ ){0,2}?(?:anyone|anybody|someone|somebody|a (?:colleague|person"
    r"|coworker|friend)|(?:other |any |some )*(?:people|others|persons|colleagues|folks))\b"
    r"|(?:do|would|might|did) you (?:happen to |perhaps )?(?:know|have|think of)(?: of)? (?:\w+ ){0,2}?(?:anyone"
    r"|anybody|someone|somebody|a (?:colleague|person|coworker|friend)|(?:other |any |some |more )*(?:people|others"
    r"|persons|colleagues|folks|contacts))\b"
    r"|(?:can|could|would|will) you (?:\w+ )?(?:think of|suggest|recommend|name|point me to|give me)(?: to me"
    r"| me)? (?:\w+ ){0,2}?(?:anyone|anybody|someone|somebody|a (?:colleague|person|coworker|friend)|(?:other |any "
    r"|some |more |one |two |three )*(?:people|others|persons|colleagues|folks|contacts|names))\b"
    r"|(?:who|whom)(?: \w+)? (?:else|would you (?:suggest|recommend|advise)|(?:should|could|can) i|do you (?:think"
    r"|suggest|recommend))"
    r"|any(?:one|body) (?:else )?(?:you|i|who|that|on|in|at|else)\b|does any(?:one|body) (?:else )?(?:come to mind)"
)


def asks_for_more(low: str) -> bool:
    """True for "Is there anything I should have asked?", "Do you know anybody …?": it invites a name or a thing."""
    return bool(ANYTHING_ELSE.match(low) or WHO_ELSE.match(low))


def is_custom(low: str) -> bool:
    """True when the question that begins here is asked by custom; what a yes or no would mean is clear to both."""
    return bool(LEAVE_TAKING.match(low)) or asks_for_more(low)
