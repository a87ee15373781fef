"""From checked documents to the model: names, targets, files and numbers resolved."""
