"""What runs of every place of the four texts, read from the code: the page docs/article-index.md.

``texts`` says what the code cannot say; ``places`` cuts the texts and finds where a citation lands; ``sources`` reads
what a file cites; ``evidence`` gathers everything that runs of a place; ``page`` puts it together.
"""
