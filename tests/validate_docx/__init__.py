"""Is a DOCX sound? Three judges: our own invariants, openxml-audit, and Microsoft's validator.

None sees everything: openxml-audit misses duplicate ids, Microsoft's validator looks at the schema but not inside
``mc:Choice`` (so it is also given a copy with every AlternateContent replaced by its first Choice), and neither finds
spans that do not add up, dangling references or empty text boxes.
"""
