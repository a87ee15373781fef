"""The form, described once: its fields and boxes, what they are called, what they hold and where they stand."""
