"""The one error a user meets: something given to Sayso cannot be read."""


class InputError(Exception):
    """An input cannot be read. Its message is one sentence: the input, what is wrong, what to do."""

    def __init__(self, name: str, wrong: str, remedy: str) -> None:
        """Join the three parts into `page.html: the file is empty; give a file with text.` and the like."""
        super().__init__(f"{name}: {wrong}; {remedy}.")
        self.name = name
        self.wrong = wrong
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        """Pickle by the three parts, so that a worker process can raise it in its parent."""
        return InputError, (self.name, self.wrong, self.remedy)
