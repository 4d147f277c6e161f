"""Experiments whose results the manual prints; none of them is a test."""
