"""A project: the articles of a study in one SQLite file, described table by table in `docs/project.md`."""
