"""Words that any thank-you note has, so that what is left is what only this talk had."""

from __future__ import annotations

import re

from apps.coach.text import fold, words

_FUNCTION = words(
    "a about absolutely abt across actually after again against ago ahead all almost along already also although "
    "always am among amongst an and another any apart are around as aside at away back be because been before being "
    "between both but by can cant certainly completely could couldnt d deeply definitely did didnt do does doing don "
    "done dont down during each either else especially etc even ever every extremely few for from general generally "
    "genuinely greatly had has have having he her here hers highly him his how however i id if im immensely in "
    "incredibly indeed instead into is isnt it its ive just later like ll lol m many may maybe me might mine more "
    "most much must my myself neither never no nor not now of off often oh ok okay on once one ones only onto or "
    "other our ours out over own p particular particularly per perhaps ps quite rather re really regarding s same "
    "shall she should simply since sincerely so some soon specifically still such t than that the their theirs them "
    "then there therefore these they this those though through thus thx til till to today tomorrow tonight too "
    "totally toward towards truly u under unlike until up upon ur us ve very via was wasnt we were what when where "
    "whether which while whilst who whom whose why will with within without wont would yes yesterday yet you your "
    "youre yours yourself"
)
#: Said in every note: the talk, the time, praise, plans in general.
_USUAL = words(
    "ability able absolute admiration admire advice advise advised afternoon agreeable amazing answer answered "
    "answering answers anyone anything apologies apologize application apply applying appreciate appreciated "
    "appreciation appreciative april area ask asked asking aspect aspects assist assistance assisted attention august "
    "autumn available awesome background basically begin beginning benefit benefited benefits best better big bit "
    "brilliant broad build building business busy call came candid candidate candor career careers challenge "
    "challenges challenging chance change changed chat choice choices clarity class clear clearer clearly coffee "
    "college come commitment companies company confidence confident confirm confirmed connect connected connecting "
    "connection consider consideration considering contact continue contribute contribution conversation "
    "conversations cool course courses culture current currently cv daily day days deal dear december decision "
    "decisions dedicated dedicating dedication deep deeper degree delay delight delighted depth describe described "
    "describing detail details develop development devote devoted difference different discuss discussed discussing "
    "discussion dr during duties earlier easy education effort efforts else email employer encourage encouraged "
    "encouragement encouraging end endeavor endeavors energy enjoy enjoyable enjoyed enjoying enlightening enthusiasm "
    "enthusiastic entire environment essentially evening everybody everyone everything exactly example examples "
    "excellent exceptional excited excitement exciting expect expectations experience experienced experiences "
    "expertise explain explained explaining exploration explore exploring extraordinary eye fall fantastic far "
    "fascinated fascinating feb february feel feeling felt field fields finally find finding firm first fit fitting "
    "follow following forever fortunate forward found frank free friday friendly fulfilling fun further future gain "
    "gained gave generosity generous generously get getting give given giving glad go goal goals going gone good got "
    "gracious grateful gratitude great greetings grow growth guidance guide half happy hard health hear heard hearing "
    "heart heartfelt hello help helped helpful helping hesitate hi hire hiring honest honestly honor honored honour "
    "hope hoping hospitality hour hours idea ideas importance important impress impressed impression impressive "
    "improve industries industry inform information informational informative informed insight insightful insights "
    "inspiration inspirational inspire inspired inspiring interest interested interesting interview interviews "
    "invaluable invitation jan january job jobs join joining journey july june keep keeping kind kindest kindly "
    "kindness knew know knowing knowledge known last late lately learn learned learning learnt let letter letting "
    "life light linkedin listen listened listening little long look looking lot lots lovely luck lucky lunch madam "
    "made mail major make making march market may mean meaning meaningful means meant meet meeting memorable mention "
    "mentioned mentor message met mind mindset minute minutes model moment monday month months morning motivated "
    "motivating mr mrs ms near need needed needs network networking new next nice nicely note nothing november now "
    "number obliged obviously october offer offered office old open opener opening openings openness opinion "
    "opportunities opportunity option options organisation organization others overview part parts passion passionate "
    "path paths patience patient people perfect person personal personally perspective perspectives phone picture "
    "piece pieces plan planning plans pleasant pleased pleasure point points position positions possibilities "
    "possibility potential privilege productive prof profession professional professionalism professionally "
    "professionals professor profile program programs proud provide provided pursue pursuing question questions reach "
    "reached reaching real receive received recent recently regards remarkable reply request respect responsibilities "
    "resume reward rewarding right role roles routine said saturday saw say saying schedule school second sector see "
    "seeing seen semester september serve served several share shared sharing shed short show showed showing side "
    "sides sincere sincerely sir sit sitting skill skills small someone something sorry sort speak speaking special "
    "spend spending spent spoke spoken spring squeeze start started starting stay staying step steps stories story "
    "strength strengths student students studies study studying stuff subject success successes successful such "
    "summer sunday super support supported supporting supportive take taken taking talk talked talking talks tasks "
    "tea team teams tell telling thank thankful thanking thanks thing things think thinking thought thoughtful "
    "thoughts thrilled thursday time tip tips told took topic touch tremendous tremendously trend trends tried true "
    "truly try trying tuesday typical understand understanding understood unforgettable university use used useful "
    "using vacancy valuable value valued values various video view views visit want wanted warm warmly way ways "
    "wealth wednesday week weekend weeks welcome welcomed welcoming well went whole wide willing willingness winter "
    "wisdom wish wishes wishing wonderful word words work worked working workplace works world wrong year years zoom"
)
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ENDINGS = ("ings", "ing", "edly", "ers", "ies", "ied", "ed", "es", "ly", "er", "s")


def content(low: str) -> list[str]:
    """The telling words of `low`, as stems, in order; the usual words of a thank-you are left out."""
    found = []
    for token in _TOKEN.findall(fold(low)):
        bare = token.split("'")[0]
        if len(bare) >= 3 and not bare.isdigit() and not is_usual(bare):
            found.append(stem(bare))
    return found


def is_usual(word: str) -> bool:
    """True for a word that any note could have."""
    return word in _FUNCTION or word in _USUAL


def stem(word: str) -> str:
    """`word` without its usual ending, so that "negotiated" meets "negotiate"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lse":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word
