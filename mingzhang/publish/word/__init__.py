"""Word: a document → ``disclosure.docx``, written as text from the same tables and blocks."""
