"""Writes about employers: wishing, describing, and making two one. Import from the files in here."""
