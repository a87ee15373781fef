"""Many SOPs together: booklet, attachments of letters, forms."""
