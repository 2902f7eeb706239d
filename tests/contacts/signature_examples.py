"""Signatures as people write them, and what is to be read out of each. Everybody is made up.

A field that is not named is to stay empty. The first line of a text is its label.
"""

from typing import NamedTuple


class Example(NamedTuple):
    label: str
    text: str
    expected: dict[str, str]


def _example(text: str, **expected: str) -> Example:
    label, _, body = text.strip("\n").partition("\n")
    return Example(label, body, expected)


EXAMPLES = [
    _example(
        """
plain, one fact a line
Ana Ruiz
Senior Nurse
Elm Park Clinic
ana.ruiz@elmparkclinic.example
+1 (312) 555-0143
""",
        name="Ana Ruiz", title="Senior Nurse", employer="Elm Park Clinic", email="ana.ruiz@elmparkclinic.example",
        phone="+1 (312) 555-0143",
    ),
    _example(
        """
bars between
Daniel Kwon | Clinical Informatics Lead | St. Brannoc Hospital | dkwon@stbrannoc.example | 312-555-0188
""",
        name="Daniel Kwon", title="Clinical Informatics Lead", employer="St. Brannoc Hospital",
        email="dkwon@stbrannoc.example", phone="312-555-0188",
    ),
    _example(
        """
role at employer
Priya Raman
Senior UX Researcher at Corvane Health
priya@corvane.example
linkedin.com/in/priya-raman
""",
        name="Priya Raman", title="Senior UX Researcher", employer="Corvane Health", email="priya@corvane.example",
        link="linkedin.com/in/priya-raman",
    ),
    _example(
        """
role, comma, employer
Marcus Oyelaran
Head of Design, Fernbank Devices
m.oyelaran@fernbank.example
""",
        name="Marcus Oyelaran", title="Head of Design", employer="Fernbank Devices",
        email="m.oyelaran@fernbank.example",
    ),
    _example(
        """
sign-off, body above
Hi Lena,

Happy to talk next week. Tuesday at 3 works for me, or Thursday after 10.

Best regards,
Ines

Ines Carvalho
Research Lead
Lumen Mutual
T: +351 21 555 0199
""",
        name="Ines Carvalho", title="Research Lead", employer="Lumen Mutual", phone="+351 21 555 0199",
    ),
    _example(
        """
RFC delimiter
See you then!
--
Tomasz Zieliński
Product Manager
Openclinic Studio
tomasz@openclinic.example
""",
        name="Tomasz Zieliński", title="Product Manager", employer="Openclinic Studio",
        email="tomasz@openclinic.example",
    ),
    _example(
        """
labels
Name: Grace Nakamura
Title: Data Analyst
Company: Clearpath Benefits
Email: grace@clearpath.example
Tel: 773.555.0121
Fax: 773.555.0122
""",
        name="Grace Nakamura", title="Data Analyst", employer="Clearpath Benefits", email="grace@clearpath.example",
        phone="773.555.0121",
    ),
    _example(
        """
letters as labels, mobile preferred
Ruth Halloran
Associate Professor, HCI
Aldermere University
T 312 555 0177
M 312 555 0178
E ruth@aldermere.example
W www.aldermere.example
""",
        name="Ruth Halloran", title="Associate Professor, HCI", employer="Aldermere University",
        email="ruth@aldermere.example", phone="312 555 0178", link="www.aldermere.example",
    ),
    _example(
        """
pronouns and degrees
Femi Adeyemi, PhD (he/him)
Director of Clinical Research
Halden Imaging
femi.adeyemi@halden.example
""",
        name="Femi Adeyemi", title="Director of Clinical Research", employer="Halden Imaging",
        email="femi.adeyemi@halden.example",
    ),
    _example(
        """
nurse with letters behind the name
Olivia Reyes, RN, BSN
Charge Nurse | Northside Rehab
Office: (312) 555-0102 ext. 44
""",
        name="Olivia Reyes", title="Charge Nurse", employer="Northside Rehab", phone="(312) 555-0102 ext. 44",
    ),
    _example(
        """
doctor in front
Dr. Quinn Mackey
Emergency Physician
Elm Park Clinic
""",
        name="Quinn Mackey", title="Emergency Physician", employer="Elm Park Clinic",
    ),
    _example(
        """
German
Mit freundlichen Grüßen
Jürgen Weiß
Leiter Forschung
Halden Imaging GmbH
Königstraße 12, 70173 Stuttgart
Tel. +49 711 5550 123
Fax +49 711 5550 124
juergen.weiss@halden-imaging.example
Geschäftsführer: Dr. Karl Klein, Amtsgericht Stuttgart HRB 123456
""",
        name="Jürgen Weiß", title="Leiter Forschung", employer="Halden Imaging GmbH",
        email="juergen.weiss@halden-imaging.example", phone="+49 711 5550 123",
    ),
    _example(
        """
French
Cordialement,
Benoît Carré
Ergonome
Institut Bellerive
Tél : 01 55 50 12 34
benoit.carre@bellerive.example
""",
        name="Benoît Carré", title="Ergonome", employer="Institut Bellerive", phone="01 55 50 12 34",
        email="benoit.carre@bellerive.example",
    ),
    _example(
        """
Spanish
Un saludo,
María José García
Directora de Producto
Clínica Vistalegre
Móvil: +34 655 550 123
""",
        name="María José García", title="Directora de Producto", employer="Clínica Vistalegre", phone="+34 655 550 123",
    ),
    _example(
        """
Dutch particle
Met vriendelijke groet,

Bram de Vries
UX designer
Tidewell B.V.
06-55501234
""",
        name="Bram de Vries", title="UX designer", employer="Tidewell B.V.", phone="06-55501234",
    ),
    _example(
        """
quoted reply below
Thanks, that helps.

Sofia Brandt
Service Designer
Meridian County Public Health
sofia.brandt@meridian.example

On Mon, Oct 19, 2026 at 9:12 AM Lena Marchetti <lena@aldermere.example> wrote:
> Dear Sofia,
> could we talk?
> Lena Marchetti
> Student, Aldermere University
""",
        name="Sofia Brandt", title="Service Designer", employer="Meridian County Public Health",
        email="sofia.brandt@meridian.example",
    ),
    _example(
        """
quoted reply whose line is broken
Sure!

Kind regards
Hugo Salas
Policy Analyst
Meridian County Public Health

On Mon, Oct 19, 2026 at 9:12 AM Lena Marchetti <lena@aldermere.example>
wrote:

> Dear Hugo
""",
        name="Hugo Salas", title="Policy Analyst", employer="Meridian County Public Health",
    ),
    _example(
        """
Outlook's block below
Works for me.

Lotte Kramer
UX Researcher
Openclinic Studio

________________________________
From: Lena Marchetti <lena@aldermere.example>
Sent: Monday, October 19, 2026 9:12 AM
To: Lotte Kramer <lotte@openclinic.example>
Subject: 20 minutes?

Dear Lotte
""",
        name="Lotte Kramer", title="UX Researcher", employer="Openclinic Studio",
    ),
    _example(
        """
whole e-mail with headers
From: Adaeze Umeh <adaeze.umeh@clearpath.example>
To: Lena Marchetti <lena@aldermere.example>
Date: Tue, 20 Oct 2026 08:15:00 -0500
Subject: Re: 20 minutes?

Hi Lena, gladly. How about Friday?

Adaeze
""",
        name="Adaeze Umeh", email="adaeze.umeh@clearpath.example",
    ),
    _example(
        """
sent on, last name first
---------- Forwarded message ---------
From: "Pike, Marlon" <mpike@northbeam.example>
Date: Tue, Oct 20, 2026
Subject: Fwd: Hello
To: <lena@aldermere.example>

Happy to help.

Best,
Marlon
Robotics Engineer
Northbeam Robotics
""",
        name="Marlon Pike", title="Robotics Engineer", employer="Northbeam Robotics", email="mpike@northbeam.example",
    ),
    _example(
        """
sent from a telephone
Yes! Call me.

Sent from my iPhone
""",
    ),
    _example(
        """
sent from a telephone, with a name
Yes! Call me on 312-555-0165.

Nadia Rahimi
Sent from my iPhone
""",
        name="Nadia Rahimi", phone="312-555-0165",
    ),
    _example(
        """
Outlook for iOS
Great idea.

Kofi Mensah
Radiographer, St. Brannoc Hospital
Get Outlook for iOS
""",
        name="Kofi Mensah", title="Radiographer", employer="St. Brannoc Hospital",
    ),
    _example(
        """
disclaimer
Vera Kovacs
Compliance Officer
Lumen Mutual
vera.kovacs@lumenmutual.example

This e-mail and any attachments are confidential and intended solely for the addressee.
If you are not Vera Black of Other Company Ltd, call +1 800 555 0000.
""",
        name="Vera Kovacs", title="Compliance Officer", employer="Lumen Mutual",
        email="vera.kovacs@lumenmutual.example",
    ),
    _example(
        """
think of the trees
Colin Frost
Principal Researcher, Corvane Health
Please consider the environment before printing this e-mail.
""",
        name="Colin Frost", title="Principal Researcher", employer="Corvane Health",
    ),
    _example(
        """
slogan and address
Mei Sørensen
Design Strategist
Tidewell
"Calm software for busy wards"
120 N. LaSalle Street, Suite 900
Chicago, IL 60602
mei@tidewell.example
""",
        name="Mei Sørensen", title="Design Strategist", employer="Tidewell", email="mei@tidewell.example",
    ),
    _example(
        """
employer known by its address alone
Gabriel Otieno
Innovation Lead
Brightwater
gabriel@brightwater.example
""",
        name="Gabriel Otieno", title="Innovation Lead", employer="Brightwater", email="gabriel@brightwater.example",
    ),
    _example(
        """
initials in the address
Paula Ferreira
Librarian
St. Brannoc Hospital
pferreira@sbh.example
""",
        name="Paula Ferreira", title="Librarian", employer="St. Brannoc Hospital", email="pferreira@sbh.example",
    ),
    _example(
        """
free mailbox
Will Hargrove
Medical illustrator
will.hargrove@gmail.com
""",
        name="Will Hargrove", title="Medical illustrator", email="will.hargrove@gmail.com",
    ),
    _example(
        """
department and employer
Hana Novotná
Occupational Therapist
Department of Rehabilitation
Northside Hospital
""",
        name="Hana Novotná", title="Occupational Therapist", employer="Northside Hospital",
    ),
    _example(
        """
only a department
Greta Holm
Lecturer
School of Design
""",
        name="Greta Holm", title="Lecturer", employer="School of Design",
    ),
    _example(
        """
capitals
BILAL HADDAD
HEALTH ECONOMIST
MERIDIAN COUNTY PUBLIC HEALTH
""",
        name="BILAL HADDAD", title="HEALTH ECONOMIST", employer="MERIDIAN COUNTY PUBLIC HEALTH",
    ),
    _example(
        """
asterisks of bold text
*Chiara Bonetti*
*Pharmacist* | _Elm Park Clinic_
""",
        name="Chiara Bonetti", title="Pharmacist", employer="Elm Park Clinic",
    ),
    _example(
        """
dots between
Dylan Cho · Front-end Engineer · Stridewell
dylan@stridewell.example · +44 20 7946 0958
""",
        name="Dylan Cho", title="Front-end Engineer", employer="Stridewell", email="dylan@stridewell.example",
        phone="+44 20 7946 0958",
    ),
    _example(
        """
dashes between
Elif Yıldız – Biomedical Engineer – Fernbank Devices
""",
        name="Elif Yıldız", title="Biomedical Engineer", employer="Fernbank Devices",
    ),
    _example(
        """
social links are no profile
Farid Nazari
Trials Manager
Corvane Health
www.facebook.com/corvane | www.linkedin.com/company/corvane | https://www.linkedin.com/in/farid-nazari/
""",
        name="Farid Nazari", title="Trials Manager", employer="Corvane Health",
        link="https://www.linkedin.com/in/farid-nazari/",
    ),
    _example(
        """
an ID is no telephone number
Zev Kaplan
Venture Associate
Northbeam Capital LLP
Company No. 04512345
VAT 123456789
Mobile +44 7700 900123
""",
        name="Zev Kaplan", title="Venture Associate", employer="Northbeam Capital LLP", phone="+44 7700 900123",
    ),
    _example(
        """
a date is no telephone number
Out of office 2026-10-20 to 2026-10-27.

Xenia Pavlou
UX Writer
Clearpath Benefits
""",
        name="Xenia Pavlou", title="UX Writer", employer="Clearpath Benefits",
    ),
    _example(
        """
shared box and own box
Yara Aziz
Chaplain
St. Brannoc Hospital
info@stbrannoc.example
yara.aziz@stbrannoc.example
""",
        name="Yara Aziz", title="Chaplain", employer="St. Brannoc Hospital", email="yara.aziz@stbrannoc.example",
    ),
    _example(
        """
name in the sign-off
It was good to meet you at the fair.

Cheers, Talia Brooks
Therapist
Stridewell
""",
        name="Talia Brooks", title="Therapist", employer="Stridewell",
    ),
    _example(
        """
first name only
See you on Friday.

Thanks,
Umar
""",
        name="Umar",
    ),
    _example(
        """
middle initial and apostrophe
Aoife M. O’Brennan
Care Coordinator
Elm Park Clinic
""",
        name="Aoife M. O’Brennan", title="Care Coordinator", employer="Elm Park Clinic",
    ),
    _example(
        """
hyphens
Anne-Marie Boer-Lindqvist
Co-Founder & CEO
Tidewell
annemarie@tidewell.example
""",
        name="Anne-Marie Boer-Lindqvist", title="Co-Founder & CEO", employer="Tidewell",
        email="annemarie@tidewell.example",
    ),
    _example(
        """
Japanese number and script
田中 花子
株式会社ハルデン
hanako@halden.example
Tel: +81 3-5550-1234
""",
        name="田中 花子", employer="株式会社ハルデン", email="hanako@halden.example", phone="+81 3-5550-1234",
    ),
    _example(
        """
Brazil and India
Renata Alves
Quality Improvement Lead
St. Brannoc Hospital
+55 (11) 95550-1234
""",
        name="Renata Alves", title="Quality Improvement Lead", employer="St. Brannoc Hospital",
        phone="+55 (11) 95550-1234",
    ),
    _example(
        """
long message without sign-off
Dear Lena,

thank you for writing. I am happy to tell you about the work.
We start at seven and look at what the night shift left us.
It is a lot of talking, and more walking than you think.
You could come along on a Tuesday.
Please bring flat shoes.
Ask at the desk for me.
They know where I am.
My colleague will be there too.
She did the same course as you.
You will like her.
We have coffee at ten.
It is not good coffee.
Until then.
Ismael Ortiz
Patient Advocate
St. Brannoc Hospital
ismael@stbrannoc.example
""",
        name="Ismael Ortiz", title="Patient Advocate", employer="St. Brannoc Hospital",
        email="ismael@stbrannoc.example",
    ),
    _example(
        """
no-break spaces and tabs
Jasmin\u00a0Eckert\tData\u00a0Analyst\tClearpath\u00a0Benefits
+1\u00a0312\u00a0555\u00a00111
""",
        name="Jasmin Eckert", title="Data Analyst", employer="Clearpath Benefits", phone="+1 312 555 0111",
    ),
    _example(
        """
markup stays text
<b>Oskar Lind</b>
Industrial Designer
Fernbank Devices
<script>alert(1)</script>
""",
        name="Oskar Lind", title="Industrial Designer", employer="Fernbank Devices",
    ),
    _example(
        """
assistant of somebody
Simon Achterberg
Executive Assistant to the Director
Meridian County Public Health
Direct: 312.555.0133 | Main: 312.555.0100
""",
        name="Simon Achterberg", title="Executive Assistant to the Director", employer="Meridian County Public Health",
        phone="312.555.0133",
    ),
    _example(
        """
nothing but a number
+1 312 555 0199
""",
        phone="+1 312 555 0199",
    ),
    _example(
        """
prose only
I had a lovely time at the museum and would love to hear what you thought of it.
""",
    ),
]  # fmt: skip
