"""The one way to change a source: typed operations on its text, which keep every untouched byte.

``operations`` are what can be asked, ``meaning`` says what an operation on the SOP (a renamed pelaksana, a moved
step) comes to in single values, ``apply`` makes the text, ``history`` undoes and redoes it.
"""
