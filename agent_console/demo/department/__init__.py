"""
The demonstration's other side: two department systems with records, rules and pages of their own.

A program of its own: the counter reaches it over HTTP only, as docs/connectors.md says, and it imports nothing of it.
"""
