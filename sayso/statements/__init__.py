"""From the text of an article to its statements."""
