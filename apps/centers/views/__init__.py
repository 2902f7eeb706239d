"""Pages of a center, and the student's own pages about it."""
