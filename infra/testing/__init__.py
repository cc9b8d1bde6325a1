"""How the tests run: databases cloned from a template, engines found or skipped, no network."""
