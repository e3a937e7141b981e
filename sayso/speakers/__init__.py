"""Who is speaking: mentions, the actors they name, whose words each statement is, and the voices of an article."""
