"""Texts that changed places in Word, and texts that somebody struck out there."""
