"""A student with everything that staff could possibly see, each field with a word of its own to look for.

A page is tested by the words that it contains and, more important, by those that it must not contain.
"""

from datetime import timedelta
from uuid import uuid4

from apps.centers.models import Membership
from apps.contacts.models import Contact, Employer, PrivateNote, Referral, Tag, Touch
from apps.followups.models import FollowUp
from apps.goals.models import Goal, WeeklyTarget
from apps.interviews.models import Interview, LiveNote, PlannedQuestion, Takeaway, ThankYou
from apps.outreach.models import Message, Outreach
from tests.factories.accounts import NOW

#: Readable at "full", by advisors on the caseload and by directors who say what for.
NAMES = {
    "name": "Priyanka",
    "employer": "Corvanehealth",
    "title": "Staffresearcher",
    "source": "Sourceclub",
    "mode": "In person",
    "topic": "Goaltitle",
    "takeaway": "Sharedtakeaway",
    "led_to": "Marcusled",
}
#: Never readable by staff, at any level.
NEVER = {
    "email": "priyamail",
    "phone": "555-0142",
    "profile": "profilehandle",
    "location": "Locationtown",
    "relation": "Relationaunt",
    "common": "Commonground",
    "tag": "Tagword",
    "note": "Privatenoteword",
    "touch": "Touchsummary",
    "touch_body": "Touchbody",
    "message": "Messagebody",
    "subject": "Messagesubject",
    "thanks": "Thankyoubody",
    "live": "Livenoteword",
    "question": "Plannedquestionword",
    "place": "Roomnumberplace",
    "objective": "Objectiveword",
    "unshared": "Unsharedtakeaway",
    "referral_words": "Referralwords",
    "follow_up": "Followuptitle",
    "private_name": "Hiddenperson",
    "private_employer": "Hiddenemployer",
    "private_takeaway": "Takeawayofhidden",
    "names_private": "Takeawaynaminghidden",
    "archived": "Archivedperson",
    "other_student": "Othersperson",
}


def tell(student: Membership, stranger: Membership | None = None) -> None:
    """Fills the student's account. Counts: 2 people listed, 1 asked, replied, talked with and thanked, 1 led on."""
    owner = {"owner": student.user}
    employer = Employer.objects.create(name=NAMES["employer"], name_key="corvanehealth", **owner)
    priya = Contact.objects.create(
        given_name=NAMES["name"],
        family_name="Raman",
        sort_key="raman",
        email=f"{NEVER['email']}@corvane.example",
        phone=NEVER["phone"],
        profile_url=f"https://social.example/{NEVER['profile']}",
        profile_key=NEVER["profile"],
        location=NEVER["location"],
        relation=NEVER["relation"],
        common_ground=NEVER["common"],
        employer=employer,
        title=NAMES["title"],
        source=NAMES["source"],
        stage="thanked",
        **owner,
    )
    priya.tags.add(Tag.objects.create(name=NEVER["tag"], **owner))
    led = Contact.objects.create(given_name=NAMES["led_to"], sort_key="marcusled", introducer=priya, **owner)
    hidden_employer = Employer.objects.create(
        name=NEVER["private_employer"], name_key=NEVER["private_employer"].lower(), **owner
    )
    hidden = Contact.objects.create(
        given_name=NEVER["private_name"],
        sort_key="hidden",
        employer=hidden_employer,
        introducer=priya,
        is_private=True,
        stage="thanked",
        **owner,
    )
    Contact.objects.create(given_name=NEVER["archived"], sort_key="a", archived_at=NOW, stage="talked", **owner)
    PrivateNote.objects.create(contact=priya, body=NEVER["note"], **owner)
    Touch.objects.create(
        contact=priya, kind="note", summary=NEVER["touch"], body=NEVER["touch_body"], occurred_at=NOW, **owner
    )
    goal = Goal.objects.create(title=NAMES["topic"], **owner)
    WeeklyTarget.objects.create(asks=4, talks=2, **owner)
    ask = Outreach.objects.create(
        contact=priya, state="ended", outcome="yes", step=1, first_sent_at=NOW - timedelta(days=9), **owner
    )
    Message.objects.create(
        outreach=ask, step=1, subject=NEVER["subject"], body=NEVER["message"], sent_at=NOW - timedelta(days=9), **owner
    )
    talk = _talk(owner, priya, goal)
    FollowUp.objects.create(
        contact=priya,
        kind="action",
        title=NEVER["follow_up"],
        due_at=NOW,
        since=NOW,
        planned_at=NOW,
        rule="moment",
        **owner,
    )
    PlannedQuestion.objects.create(interview=talk, position=1, text=NEVER["question"], **owner)
    LiveNote.objects.create(interview=talk, client_id=uuid4(), body=NEVER["live"], **owner)
    ThankYou.objects.create(interview=talk, body=NEVER["thanks"], sent_at=NOW - timedelta(hours=10), **owner)
    referral = Referral.objects.create(
        introducer=priya, contact=led, words=NEVER["referral_words"], offered_at=NOW, **owner
    )
    to_hidden = Referral.objects.create(introducer=priya, contact=hidden, offered_at=NOW, **owner)
    for text, shared, of, to in (
        (NAMES["takeaway"], True, talk, referral),
        (NEVER["unshared"], False, talk, None),
        (NEVER["names_private"], True, talk, to_hidden),
        (NEVER["private_takeaway"], True, _talk(owner, hidden, None), None),
    ):
        Takeaway.objects.create(interview=of, text=text, is_shareable=shared, referral=to, **owner)
    if stranger:
        Contact.objects.create(given_name=NEVER["other_student"], sort_key="o", owner=stranger.user)


def _talk(owner, contact, goal) -> Interview:
    return Interview.objects.create(
        contact=contact,
        goal=goal,
        state="held",
        mode="in_person",
        place=NEVER["place"],
        objective=NEVER["objective"],
        starts_at=NOW - timedelta(days=1),
        ended_at=NOW - timedelta(hours=23),
        minutes=25,
        contact_timezone="Europe/Dublin",
        **owner,
    )


def words_in(html: str, words: dict[str, str]) -> set[str]:
    """Which of `words` the page contains, by their keys."""
    return {key for key, word in words.items() if word.lower() in html.lower()}
