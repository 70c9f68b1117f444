"""The demo district: authored lists and stories, played through the same doors as anything real."""
