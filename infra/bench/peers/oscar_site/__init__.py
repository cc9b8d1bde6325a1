"""A plain shop of django-oscar and django-oscar-api. Runs in an environment of its own."""
