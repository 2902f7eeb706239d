"""Steps on the page, and the links of the mails."""
