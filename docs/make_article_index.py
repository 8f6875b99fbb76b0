"""``python -m docs.make_article_index``: writes docs/article-index.md, what runs of every place of the four texts."""

from pathlib import Path

from docs.article_index.page import render

TARGET = Path(__file__).with_name("article-index.md")

if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
