"""What a job request is about: posts, places, people who are taken on, and the side that takes them. For job_ask.

Sources of patterns: each is one group, to be set into the patterns of the acts.
"""

from __future__ import annotations

from apps.coach.rule import EMPLOYER

#: Words that may stand before the thing: "any paid summer", not "advice on my".
SOME = (
    r"(?:(?:any |some |an? )?(?:kinds?|sorts?|types?) of |(?!(?:on|about|into|of|in|for|with|from|at|to|by|how|what"
    r"|that"
    r"|who|whose|which|advice|insights?|information|guidance|help|people|someone|perspectives?|your|his|her|their|you"
    r"|i|current|time|after|before)\b)[\w'-]+ |[\w-]+ or ){0,4}?"
)
#: Posts by their own name, and places that are a post only where one is looked for.
JOB = (
    r"(?:jobs?|internships?|employment|placements?|traineeships?|apprenticeships?|assistantships?|externships?"
    r"|clerkships?|residenc(?:y|ies)|co-?ops?|fellowships?|postdocs?|vacanc(?:y|ies)|work experience)"
)
POST = rf"(?:{JOB}|openings?|positions?|roles?|opportunit(?:y|ies)|gigs?|headcount|work)"
PLACE = r"(?:spots?|seats?|slots?|places?|posts?|room|space|bench|desks?)"
#: Who is taken on.
WORKER = (
    r"(?:interns?|apprentices?|trainees?|graduates?|(?:new )?grads|juniors?|beginners?|newcomers?|helpers?|assistants?"
    r"|volunteers?|aides?|hands?|staff|help|people|anyone|anybody|someone|somebody|folks|students|(?!(?:after|other"
    r"|over"
    r"|under|ever|never|further|better|paper|matter|later|power|summer|number|career|careers|either|rather|whether"
    r"|answers?|offers?|orders?|customers?|letters?)\b)[a-z-]{3,}(?:ers|ors|ists|ants|ians|er|or|ist|ant|ian)\b)"
)
#: The reader's side.
THEY = rf"(?:you(?: guys| all| folks)?|your (?:\w+ ){{0,2}}\w+|(?:the|this|a) \w+|they|{EMPLOYER})"
YOURS = (
    rf"(?:you(?! on| about| and hear)\b|your\b|the (?:team|company|firm|lab|crew)|{EMPLOYER}"
    r"|[a-z]+ (?:team|company|crew)\b)"
)
PAPERS = r"(?:name|r[eé]sum[eé]|cv|application|details|profile|materials|portfolio)"
GATE = (
    r"(?:hr|human(?: resources)?|a human|whoever|(?:the|your|a|any) (?:\w+ )?(?:hiring|recruit\w+|talent|right|hr"
    rf"|person in|boss|manager|team|group leader|lead|supervisor|people)|someone in|{EMPLOYER})"
)
WISH = (
    r"(?<!you[ ])(?:love|like|want|wanted|wish|hope|hoping|dream|dream is|dream of|goal is|aim is|eager|excited|keen"
    r"|thrilled|interested in|honou?red|ready|happy|glad|proud|available|a chance|the chance)"
)
SCHOOL = r"(?:\w+ ){0,4}(?:programs?|schools?|class|university|college|master'?s?|phd|degree|course|bootcamps?)\b"

#: A sentence with none of these asks for no job.
CUES = (
    "hire", "hiring", "employ", "consider", "candida", "refer", "good word", "a word", "word for", "vouch",
    "recommend", "in mind", "of me", "job", "position", "role", "intern", "opening", "vacan", "opportunit",
    "placement", "traineeship", "apprentice", "work", "market", "available", "start ", "begin ", "join", "part of",
    "apply", "appli", "fit", "lead", "need", "demand", "my name", "my details", "my profile", "my r", "my cv",
    "my materials", "mine in", "open", "come", "takes ", "take ", "taking ", "bring", "ship", "team", "crew",
    "alongside", "under you", "hand", "junior", "entry", "contract", "temp", "bench", "desk", "residenc", "headcount",
    "hat in", "salary", "paid", "pay", "for free", "sponsor", "shot", "seat", "turns up", "pops up", "for me",
    "like me", "recruit", "human", "hr", "the door", "your door", "interview", "one at", "match", "addition",
    "hook me", "contribut", "your man", "your woman", "your person", "anything", "something", "trainee", "postdoc",
    "room", "space", "spot", "slot", "place", "post", "chance", "gamble", "looking", "hunt", "search", "benefit",
    "whatever", "jump at", "forward", "adding", "aboard", "on file", "put me", "relocat", "short", "expand", "grow",
    "pair", "cheap", "let ", "be there", "die to", "kill to", "step", "holding", "hold ", "save ", "reserve ", "seek",
    "offer", "gig", "fellowship", "attachment", "student",
)  # fmt: skip
