"""The pages of the review room, a module each: what it reads of the project, what it shows, what it changes."""
