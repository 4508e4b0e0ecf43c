"""A site on loopback: pages are set by the tests, requests are kept."""

from tests.web.site import clock, open_web, site

__all__ = ["clock", "open_web", "site"]
