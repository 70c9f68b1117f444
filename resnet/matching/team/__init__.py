"""A proposed integrated team for a client: who could take each seat, and why a seat stays empty."""
