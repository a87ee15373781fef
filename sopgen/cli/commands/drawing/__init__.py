"""Commands that draw one SOP."""
