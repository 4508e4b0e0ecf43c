"""Fetches what lies on the web: politely, within limits, and from public addresses only."""
