"""The columns of an exported table. What the import reads again comes first, then what is there to be looked at."""

COLUMNS = (
    "First name", "Last name", "E-mail", "Phone", "Employer", "Role", "Profile link", "Place", "How you know them",
    "What you share", "Tags", "Circle", "Introduced by", "Stage", "Last touch", "Next step", "Next step on",
    "Time zone", "Don’t write", "Kept private", "Source", "On the list since",
)  # fmt: skip
NOTE = "Note"
HEADINGS = (*COLUMNS, NOTE)
