"""From an edited DOCX back to its YAML: ``read``, then ``compare``, then ``write``. Nothing is guessed."""
