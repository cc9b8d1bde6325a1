"""The search asked without a shopper: any configuration, any engine."""
