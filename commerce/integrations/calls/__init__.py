"""The one way out: limits, breaker and log of everything that is asked of a provider."""
