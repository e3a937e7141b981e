"""Coders: who codes which articles, apart from the others; how far they agree; what of it becomes the project's."""
