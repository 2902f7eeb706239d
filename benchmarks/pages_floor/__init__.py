"""The floor of the pages: the least that Django does for a list, a row shown and a form. Keep it bare."""
