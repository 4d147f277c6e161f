"""Subjects: the catalogue → what a clerk looks for; an official list → the project's own."""
