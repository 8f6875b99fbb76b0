"""How a title breaks into lines: words whole, lines balanced (GB/T 9704-2012, 7.3.1)."""

from itertools import combinations

WIDTH = 20
"""Characters of 2号 type in one line of a title; the text area holds 21."""


def title_lines(words: tuple[str, ...]) -> tuple[str, ...]:
    """The fewest lines that hold all words, as even as they can be; only a longer word makes a longer line.

    Among equally even breaks the upper line is the longer one, so that the title narrows downwards.
    """
    width = max(WIDTH, *map(len, words))
    for count in range(1, len(words)):
        ways = [_broken(words, cuts) for cuts in combinations(range(1, len(words)), count - 1)]
        fitting = [lines for lines in ways if max(map(len, lines)) <= width]
        if fitting:
            return min(fitting, key=lambda lines: (max(map(len, lines)) - min(map(len, lines)), -len(lines[0])))
    return words


def _broken(words: tuple[str, ...], cuts: tuple[int, ...]) -> tuple[str, ...]:
    starts, ends = (0, *cuts), (*cuts, len(words))
    return tuple("".join(words[start:end]) for start, end in zip(starts, ends, strict=True))
