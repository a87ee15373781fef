"""Rows of the flow table that came or went in Word: as new steps, as steps to delete, or as YAML to paste."""
