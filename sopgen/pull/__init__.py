"""From an edited DOCX back to its YAML: ``read``, then ``compare``, then ``changes.write``. Nothing is guessed."""
