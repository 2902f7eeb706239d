"""The coach: what a message says, and what would help it (O2). Pure: text in, facts and findings out.

Knows no app, no database and no Django (only its command does), so that messages, and later questions and thank-yous of
other apps, are read by one engine. A finding is advice that explains itself; nothing blocks sending.
"""
