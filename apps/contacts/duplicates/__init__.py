"""Who on the list may be one person twice, and what the two would be as one. Pure: no database, no Django."""
