"""Letters in words: from the model to HTML and plain text."""
