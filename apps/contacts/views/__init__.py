"""Pages about people; imports of files have a module of their own."""
