"""The identity form: its pages, boxes and signature block."""
