"""What a source may hold, and how it is validated."""
