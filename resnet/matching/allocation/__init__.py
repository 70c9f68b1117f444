"""Scarce places among many needs: a dry run that a person confirms or not."""
