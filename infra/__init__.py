"""The wiring. Imports nothing: the launcher and the services run before anything is installed."""
