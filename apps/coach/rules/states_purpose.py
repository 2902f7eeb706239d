"""Says what the talk is for: to learn, to hear, to ask, to get advice."""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.rules import job_ask
from apps.coach.text import any_of, pattern

_ADVICE = r"(?:advice|insights?|perspectives?|guidance|opinion|views?|thoughts|take on|wisdom)"
_PURPOSE = any_of(
    # To learn.
    r"(?:learn|learning|understand|understanding|find out|figure out|finding out) (?:\w+ )?"
    r"(?:about|how|what|more|why|whether|which|who|where|from|the|a|your|if|some|as|directly|first)(?! (?:you"
    r"|that you) (?:are|have))",
    r"(?:to|wanna|gonna) (?:\w+ )?(?:learn|understand|find out|hear how|know how)|wanna (?:hear|know|ask|pick)",
    r"(?:understand|grasp|learn|compare|weigh) (?!(?:that|you|if|it|this|how busy|completely|and|but)\b)[\w']+ \w+",
    r"wonder(?:ing|ed|s)? (?:about|how|what|why|whether it|which)(?! (?:you|you'd|you're) (?:have|would|could|might"
    r"|be))",
    r"compare notes|swap (?:notes|stories)|think (?:it |this |things )?through|talk (?:me|it) (?:out|through)"
    r"|bend your ear"
    r"|(?:frank|honest|candid|straight) (?:\w+ ){0,2}(?:hour|talk|chat|word|answer|conversation|minutes)|(?:view|look"
    r"|glimpse) (?:from )?(?:the )?inside"
    r"|(?:ask|asking) (?:you )?(?:some|a few|two|three|a couple of|several) (?:\w+ )?(?:things|q)|questions about"
    r"|your sense of|abt (?:how|what|breaking in|getting in)|how'd you"
    r"|learn the ropes|lay of the land|reality check|sanity check|sounding board|inside view|warts and all",
    r"(?:to|may i|can i|could i|might i|let me|i can|i could|i may|i might) (?:\w+ )?hear(?! (?:from you(?! (?:how"
    r"|what|about|why))|back))",
    # To hear and to know.
    r"(?:know|ask|tell|say|decide|judge|see)(?: \w+){0,5}? (?:whether|if) (?!(?:you(?:'d|'re)?(?: \w+)? (?:have|had"
    r"|would|could"
    r"|might|are|can|be|were|know|mind|ever|may)|you'd|you're|we|i (?:could|can|may|might)|there|a (?:call|chat"
    r"|talk)|anyone|it would|any)\b)\w+|interested (?:in|to know|to hear|to learn) (?:how|what|why|whether)",
    r"(?:gain|benefit|profit|draw|borrow) from your|doubts? (?:about|regarding)|wrap my head|set me straight"
    r"|make sense of|am i (?:nuts|crazy|mad|wrong|too|fooling)|too late (?:to|for)|explain (?:it|one|that|this|the)"
    r"|what's (?:the (?:secret|trick|catch)|\w+ (?:really )?like)|find out",
    r"(?:coffee|call|lunch|talk|drink|and|chat|tea)(?: and)? (?:hear|ask)(?: you)? (?:about|how|what|why|your)",
    r"(?:love|like|want|happy|glad|curious|hope|hoping|eager|keen|excited|interested|chance|welcome|so|delighted"
    r"|grateful|talk|call"
    r"|coffee|conversation|only|just|minutes|still|able|back|hour|first|how|month|week) (?:to |in )?(?:hear|hearing"
    r"|know)"
    r"(?! (?:from you (?:soon|back)|back|(?:if|whether) you|you're|you are busy|how busy|it's|that|your days|of it"
    r"|someone|somebody|anyone|who))",
    r"know (?:more )?(?:about|how|what|why|whether|which)|get to know (?:your|how|what|more)|hear yours"
    r"|see how(?! busy)|see it through your eyes",
    r"picture (?:the work|of)|what i'd (?:like|love) to",
    # To ask.
    r"(?:ask|asking) (?:you )?(?:(?:just|maybe|only|for|some|a few|a couple of|the|my|about|three|five|two|ten|you"
    r"|nothing but) )*"
    r"(?:\w+ )?(?:questions?|about|how|what|why|which|where|advice|everything)",
    r"(?:a few|my|some|three|five|two|short|many|that|ask|an?|open|one|quick|couple of|\d+|of"
    r"|prepared) (?:[\w-]+ ){0,2}?"
    r"(?:questions?|q's|qs)\b(?! (?:i|you|we) (?:asked|sent))|(?:ask|asking)(?: you)? (?:whether|if|what|why|how|where"
    r"|which)(?! (?:you(?! (?:chose|came|got|like|learn|did|do|think|would (?:do|study|choose)))|we|i|there|anyone"
    r"|it would|it'd)\b)"
    r"|(?:guid(?:e|ing)|advis(?:e|ing)|coaching|mentoring) (?:me|us)|job[- ]shadow|shadow you|send(?: you)? (?:the|my"
    r"|some) questions|interview you|pick your brain",
    r"informational (?:interview|chat|conversation|meeting|talk)s?",
    # To be told.
    rf"(?:your|get|gain|some|for|any|of|honest) (?:\w+ )?{_ADVICE}|advise me",
    r"(?:tell|explain|describe|show|teach|share|walk|telling)(?: (?:to|it|with))? (?:me|us)(?! (?:(?:if"
    r"|whether) (?:you|there|we|it's|i can|i could)|when|(?:who"
    r"|where|how) to (?:send|apply)))|(?:tell|explain) (?:how|what|about)",
    r"(?:love|hear|get|value|want|like|need|know|for|have|share|of|welcome|appreciate) (?:\w+ )?your (?:\w+ )?(?:take"
    r"|story|angle|read on|side of)|the truth about|minutes (?:about|on) (?:how|what|why)|what interests me is"
    r"|curious (?:how|what|why|whether)",
    r"share (?:your (?!(?:contact|name|e-?mail|info\w*|details|number|address)\b)\w+|yours|how|what|some|a bit)",
    # To talk about something of theirs.
    r"(?:talk|speak|chat|conversation|call|interview|discuss|coffee|minutes|hour|ask"
    r"|mins?)(?:,? \w+){0,4},? (?<!with[ ])about "
    r"(?!(?:you|a job|jobs?|an? (?:job|position|opening|internship|role)|openings?|opportunit\w+|me|my|any|possible"
    r"|potential)\b)\w+",
    r"(?:talk|speak|chat|conversation|call|interview)(?: \w+){0,4} on (?:your|how|what|why)",
    r"to (?:discuss|talk about|talk through|describe)",
    # To see more clearly.
    r"get (?:a|an) (?:(?:better|clearer|real|honest) )?(?:sense|feel|picture|idea|understanding) of"
    r"|shed (?:some )?light|get to know",
    r"help me (?:decide|understand|see|choose|figure|learn)|(?:benefit|learn|hear) from (?:you|your|someone)"
    r"|what (?:it's|it is|it was) like",
    r"to see (?:whether|if)(?! you)|(?:want|like|love|hope|hoping|curious) to (?:see(?! you)|figure out|discover"
    r"|explore)|seek(?:ing)? (?:your |some )?(?:advice|guidance|insight)",
    # The question itself.
    r"how (?:do|did|does) (?!(?:that|this|it|tuesday|monday|wednesday|thursday|friday) (?:sound|look|suit|work))\w+"
    r"|(?:what|which|why|where|when) (?:\w+ ){0,3}(?:drew|surprised|made|led|brought|attracted|kept|keeps|helped"
    r"|taught|exist|would save"
    r"|did you (?:do|learn|like|study|start|find|wish)|do you (?:look|wish|enjoy|like|love|miss|read|do|see|find|think"
    r"|hate|value))|what(?:'s| is| was) (?:it|that|the \w+|\w+ing|a \w+)(?: \w+)? (?:really |actually )?like"
    r"|(?:is|are|was|does|do) (?!(?:there|you|this|that|it|tuesday|monday|wednesday|thursday|friday"
    r"|next)\b)[\w' -]{3,50}"
    r" (?:more like|a mistake|like that|worth|better|harder|as \w+ as|teach(?:es)? more|really|overrated)\b"
    r"|do you think(?! you (?:could|might|would|can))|what (?:does|is|was|do|would) (?:your|it|you|the"
    r"|a) (?!(?:good|best|right|convenient|better) )\w+|what should i",
)
#: "I know how busy you are", "let me know if", "I hope to hear from you".
_NOT = any_of(
    r"(?:do|did|let) you know",
    rf"your (?:\w+ )?{_ADVICE}(?: \w+){{0,6}} (?:helped|was|were|made|changed|meant)",
    r"(?:completely|totally|fully) understand|i (?:know|understand) (?:how|that|it|you|your|what|if)|let me know"
    r"|know how busy",
    r"(?:i|you) (?:heard|learned)|how (?:are|do) you do|what do you say|how does that sound",
    r"thanks? (?:you )?(?:\w+ ){0,3}(?:for|to)|(?:forward|hope) to hear(?:ing)? (?:from|back)|how (?:did"
    r"|do) you (?:like|get) my",
    r"tell me (?:whom?|where) (?:i|to) |how (?:i|to) (?:(?:could|can|might|should) )?(?:apply|contribute)",
)


#: A question of its own, and none about when and where.
_QUESTION = pattern(
    r"(?:and |but |so |also,? |then |now,? )?(?:what|how|why|which)(?! (?:time|times|day|days|date|about|works?"
    r"|would (?:work|suit|be)|if|soon"
    r"|are you|is your (?:schedule|availability|calendar)|is (?:the |a )?(?:best|good|right)|are (?:the "
    r"|my )?(?:best|good|chances)"
    r"|do you say|long (?:would|will)|number|can i (?:do|send)|do i|should i (?:send|apply)|does (?:that"
    r"|your (?:week|schedule|calendar))))\b [^?]{8,}\?"
)


def read(draft: Draft) -> Reading:
    text = draft.body
    jobs = draft.reading(job_ask.RULE).spans
    for match in _PURPOSE.finditer(text.low):
        sentence = text.sentence_at(match.start())
        at = match.start() - sentence.start
        if any(sentence.start <= job.start < sentence.end for job in jobs):
            continue  # "to discuss how my skills could benefit your company"
        if _NOT.search(sentence.low, max(0, at - 25), at + len(match[0]) + 12) or is_denied(sentence.low, at):
            continue
        return seen((text.of(match),))
    for sentence in text.sentences:
        if (
            sentence.is_question
            and _QUESTION.match(sentence.low)
            and not any(sentence.start <= job.start < sentence.end for job in jobs)
        ):
            return seen((sentence.span(),))
    return NOTHING


def judge(reading: Reading, case: Case) -> Advice:
    if reading.seen:
        return praise("States what you want to learn", spans=reading.spans)
    why = "What is the talk for? People help with a question more gladly than with a wish."
    return advise("State what you want to learn", why)


RULE = Rule(
    id="states-purpose",
    looks_for="What the talk is for: to learn, to hear how they did it, to get advice.",
    why="A question that can be answered is easy to say yes to.",
    source="Simon Fraser University: a conversation to gain insights into a career path",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
