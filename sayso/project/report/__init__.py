"""What a project says in all: who is quoted how much, by whom, when and how."""
