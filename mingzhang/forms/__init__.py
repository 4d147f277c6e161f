"""The forms stage: the folders of a form → what it is, which keys it has, the schema that follows.

In: ``templates/`` and the name of a form.  Out: values that every later stage asks; a place's words
are data in that place's folder.
"""
