"""Findings, numbers and changes as text for people and programs; whoever prints adds the colours."""
