"""A web form for any ``domain.task.Form``: its questions, what was typed, what is wrong with it, its controls.

Everything is derived from the pydantic model, so that an article's file says once what is asked. The names of
inputs are dotted paths (``goals.0.indicator``), their ids the same with hyphens.
"""
