"""The picture book: every page of every case, to be looked at. ``python -m tests.gallery`` (``make gallery``)."""
