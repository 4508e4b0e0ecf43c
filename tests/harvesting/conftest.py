"""The site of the web tests, for harvests."""

from tests.web.site import clock, open_web, site

__all__ = ["clock", "open_web", "site"]
