"""Records in an agency's own HWPX template: which names it may ask for, where it asks, how it is filled."""
