"""What was enacted of an SOP: the record of it, and how it is found beside its source."""
