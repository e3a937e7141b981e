"""The review room: a project in the browser, where people check and correct what the machine found."""
