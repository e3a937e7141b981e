"""The three ways in which an article is shown: JSON, text for a terminal, and a page for a browser."""
