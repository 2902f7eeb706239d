"""Words that any thank-you note has, so that what is left is what only this talk had."""

from __future__ import annotations

import re
from functools import lru_cache

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
    "ability able abroad absolute academic accomplishment accomplishments achieve achieved achievement achievements "
    "achieving adaptability admiration admire advantage advantages advice advise advised afternoon agreeable ahead "
    "amazed amazing ambition ambitions ambitious amount amounts answer answered answering answers anyone anything "
    "apologies apologize apparent applicable application apply applying appreciate appreciated appreciation "
    "appreciative april area ask asked asking aspect aspects aspiration aspirations aspire aspiring asset assist "
    "assistance assisted attain attention attitude august authentic authenticity autumn available awesome background "
    "balance balancing basic basically basics beautiful beautifully become becomes becoming begin beginning behind "
    "belief believe believed believing beneficial beneficially benefit benefited benefits best better big bit blessed "
    "blessing bond break breaking brief bright brilliant broad broaden broadened broadening build building bunch "
    "business busy call calm calming came campus candid candidate candor career careers challenge challenges "
    "challenging chance change changed chapter chat cheerful cherish cherished choice choices clarity class classes "
    "classmates clear clearer clearly client clients coffee college come comfortable comforting coming commit "
    "commitment communication community companies company concrete confidence confident confirm confirmed connect "
    "connected connecting connection connections consider consideration considering contact contagious continue "
    "contribute contribution conversation conversations convey cool core couple courage course courses coursework "
    "crazy creative creativity crucial culture curiosity curious current currently cv daily date day days deal dear "
    "december decide decided deciding decision decisions dedicated dedicating dedication deep deeper degree delay "
    "delight delighted demanding depth describe described describing desire desires detail details determination "
    "determined develop development devote devoted devotion difference different direction discipline discuss "
    "discussed discussing discussion diverse diversity domain dr dream dreams during duties eager eagerly earlier "
    "ease easier easy education effort efforts else email employee employees employer employers encourage encouraged "
    "encouragement encouraging end endeavor endeavors energised energized energy engaged engagement engaging enjoy "
    "enjoyable enjoyably enjoyed enjoying enlightening enthusiasm enthusiastic entire environment essential "
    "essentially esteemed evening everybody everyone everything evident exactly example examples excel excellence "
    "excellent exceptional excited excitement exciting expect expectations experience experienced experiences expert "
    "expertise experts explain explained explaining exploration explore exploring express expressed expressing "
    "extraordinary eye faculty fall family fantastic far fascinated fascinating favorite favorites favourite feb "
    "february feel feeling fellow felt field fields figure figured figuring finally find finding firm first firsthand "
    "fit fitting flexibility folks follow following forever forget forgotten forth fortunate forward found frank free "
    "freshman friday friendliness friendly fulfilling fun fundamental fundamentals further future gain gained gave "
    "gem generosity generous generously genuine genuinely get getting gift gifted give given giving glad glimpse "
    "glimpses go goal goals going gold gone good gorgeous got gracious graduate graduation grateful gratitude great "
    "greetings grow growing growth guidance guide guys half hand happen happened happening happy hard harder "
    "hardworking health heaps hear heard hearing heart heartfelt heartwarming hectic hello help helped helpful "
    "helping hesitate hi hire hired hiring holiday holidays honest honestly honor honored honour hope hopeful "
    "hopefully hoping hospitality hour hours humble humility idea ideas impact impactful importance important impress "
    "impressed impression impressions impressive improve incredible industries industry infectious influence "
    "influenced influential inform information informational informative informed innovation innovative inside "
    "insider insight insightful insights inspiration inspirational inspire inspired inspiring integrity intelligent "
    "intense interact interaction interactions interest interested interesting intern internship internships "
    "interview interviews introduce introduced introduction invaluable invest invested investing investment "
    "invitation jan january job jobs join joining journey joy joyful july june junior keen keep keeping key keys kind "
    "kindest kindhearted kindly kindness knew know knowing knowledge knowledgeable known landscape last lasting late "
    "lately leader leaders leadership leading learn learned learning learnings learnt lesson lessons let letter "
    "letting life lifelong lifetime light linkedin listen listened listening little lively loads long look looking "
    "loop lot lots lovely luck lucky lunch madam made mail major make making march market material materials matter "
    "mattered matters may mean meaning meaningful means meant meet meeting memorable mention mentioned mentor "
    "mentoring mentorship message met milestone milestones million mind mindset minute minutes model moment monday "
    "month months morning motivate motivated motivates motivating motivation moved moving mr mrs ms navigate "
    "navigating near neat need needed needs network networking new next nice nicely note nothing november now number "
    "obliged obviously october offer offered office old onward open opener opening openings openness opinion "
    "opportunities opportunity option options organisation organised organization organized others outstanding "
    "overall overview packed packet part parts passion passionate passionately path paths patience patient peers "
    "people perfect perseverance perseverant persistence person personal personally perspective perspectives phase "
    "phenomenal phone picture piece pieces plan planning plans pleasant pleased pleasure plenty point pointer "
    "pointers points position positions positive positivity possibilities possibility posted potential practical "
    "precious preparation prepare prepared preparing prestigious priceless privilege process productive prof "
    "profession professional professionalism professionally professionals professor profile program programs progress "
    "progressing prompt promptly proud provide provided purpose purposeful pursue pursuing push pushed question "
    "questions quick quickly reach reached reaching reaffirm reaffirmed real realistic realities reality realm "
    "reassure reassured reassuring receive received recent recently recommend recommendation recommendations "
    "recommended refreshing regards reinforce reinforced relationship relationships relaxed relevant remarkable "
    "remarkably remember remembered remembering remind reminded renowned reply reputable request resilience resilient "
    "resonate resonated resonates resource resources respect responsibilities rest resume reward rewarding rewards "
    "rich right role roles routine sacrifice said saturday saw say saying scenes schedule school scoop second sector "
    "see seeing seen selfless selflessly semester senior sense september serve served several share shared sharing "
    "shed shine shines shining shone short show showed showing side sides sincere sincerely sir sit sitting skill "
    "skilled skills small smart snapshot solid solidified solidify someone something sooner sophomore sorry sort "
    "speak speaking special specific spend spending spent spirit spoke spoken spring squeeze stage start started "
    "starting stay staying step steps stick sticks stimulating stories story strength strengthen strengthened "
    "strengths stressful strike strikes struck stuck student students studies study studying stuff subject succeed "
    "succeeding success successes successful such suggest suggested suggesting suggestion suggestions summer sunday "
    "super superb support supported supporting supportive surprise surprised surprising sweet take takeaway takeaways "
    "taken taking talent talented talents talk talked talking talks tasks tea team teams teamwork tell telling term "
    "thank thankful thanking thanks thanksgiving thing things think thinking thought thoughtful thoughts thrilled "
    "thursday tight time tip tips tireless token told ton tons took topic touch touched touching track transition "
    "transitioning transitions treasure treasured tremendous tremendously trend trends tried true truly try trying "
    "tuesday typical undergraduate understand understanding understood unforgettable unique uniquely university "
    "upcoming update updated updates updating uplifting use used useful using utmost vacancy valuable value valued "
    "values variety various video view views visit vital want wanted warm warmly warmth way ways wealth wednesday "
    "week weekend weeks welcome welcomed welcoming well went whole wide willing willingness winter wisdom wise wish "
    "wishes wishing wonderful word words work worked workforce working workplace works world worth worthwhile write "
    "writes writing written wrong wrote year years yourself zoom"
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


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """`word` without its usual ending, so that "negotiated" meets "negotiate"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lse":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


_USUAL_STEMS = frozenset(stem(word) for word in _USUAL)


def is_usual(word: str) -> bool:
    """True for a word that any note could have, in whatever form."""
    return word in _FUNCTION or stem(word) in _USUAL_STEMS
