"""四 试点建设条件: what a project must show to be selected, each condition in the words of its own place."""

from domain.citation import Citation

CONDITIONS = (Citation("pilot:4(1)"), Citation("pilot:4(2)"), Citation("pilot:4(3)"), Citation("pilot:4(4)"))
"""质量安全平稳、质量政策支持、产业特色鲜明、质量基础扎实."""
