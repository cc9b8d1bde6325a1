"""Measures the running shop over HTTP on PostgreSQL, beside a trivial view of the same server.

Results are printed, never asserted: a busy machine is no failure. Read ratios, not absolutes.
"""
