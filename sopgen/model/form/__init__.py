"""The form described once: what every stage asks instead of knowing it."""
