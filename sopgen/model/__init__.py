"""The validated, frozen, typed content of sources: Sop, Institution, Book, Letter, Project."""
