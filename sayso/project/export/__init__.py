"""A project in formats of other programs: a module for each format, `formats` the way in."""
