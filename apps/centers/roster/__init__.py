"""Roster files: read, understood and planned. Pure, so that every rule can be tested without a database."""
