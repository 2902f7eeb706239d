"""What stands out about a student who shares progress: pure rules over counts and dates, and their words."""
