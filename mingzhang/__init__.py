"""Mingzhang (明账): budget and final-account disclosures from YAML to HTML and PDF."""
