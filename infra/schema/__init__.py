"""Makes a migrated database quickly: from a template that is keyed on the migration files."""
