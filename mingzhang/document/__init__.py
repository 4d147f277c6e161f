"""The document: an account and a region's templates → tables, sentences, one HTML page."""
