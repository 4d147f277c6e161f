"""Verify: published files alone → what they prove of themselves, and where a figure differs."""
