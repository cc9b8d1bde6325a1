"""From documents of the shop and pages of the website to what an engine holds."""
