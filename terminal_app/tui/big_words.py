"""The words of a verdict, large enough to be read from the other side of the counter.

Owns pictures of the characters that verdicts are made of, 16 × 16 dots each (drawn from Noto Sans CJK SC Bold, which
is under the SIL Open Font License). A word with any other character in it has no picture and is shown as text.
"""

from __future__ import annotations

SIDE = 16
GAP = 1
_HEX_OF_ROW = SIDE // 4
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def drawn(word: str) -> tuple[str, ...]:
    """The word in half blocks, eight lines of it; nothing when a character has no picture."""
    if not word or any(char not in _DOTS for char in word):
        return ()
    rows = [_row(word, number) for number in range(SIDE)]
    return tuple(
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )


def _row(word: str, number: int) -> list[bool]:
    """One row of dots through all characters."""
    dots: list[bool] = []
    for char in word:
        at = number * _HEX_OF_ROW
        bits = int(_DOTS[char][at : at + _HEX_OF_ROW], 16)
        dots += [bool(bits >> place & 1) for place in reversed(range(SIDE))]
        dots += [False] * GAP
    return dots


_DOTS = {
    # sixteen rows of four hexadecimal digits, top to bottom
    "在": "030007007ffe7ffe0c001c60186038607bfefbfc78601860186018601ffe1bfe",
    "线": "1868186c1864307e77fe7de07c7e19fe31f07c367c3e003c1c787dfb63de010e",
    "确": "00c07cf87dfc339833fe33fe7db67dfeedfe6db66dfe2dfe3f363f36233e020c",
    "认": "103038301c30083000707870787018701870187018f81ed81fcc1d8e33860102",
    "离": "01807ffe7ffe026817cc13ec1e2c1ffc1ff83ffc7ffe66666ff66ff6601e601c",
    "受": "00fc7ffc3f88199c19987ffe7ffe60067ffe1ff80c7007e003c01ffc7e7e300c",
    "理": "fffe7ffe333633fe33fe7f367ffe31fe303033fe3ffe7c30703047ff07ff0000",
    "拒": "100033fe33fe33807f807ffc33fc3b8c3f8c7bfc73fc3380338033fe73ff6000",
    "绝": "18c018f831fc31986f187ffe79fe19b631b67dfe79fc01800f827d8671fe00fc",
    "已": "0000fff0fff000306030603060307ff07ff060106000600c600c7ffc3ff80000",
    "冲": "206070603ffe17fe06660666066616661ffe37fe766660606060006000600000",
    "正": "00007ffe7ffe01c001c001c019c019fc19fc19c019c019c019c07ffe7ffe0000",
    "异": "3ff83ff830183ff83ffc30063ffe0ffc0c307ffe7ffe1c303830703020300000",
    "常": "19987ffe7ffe60066ff62c340c300ff001803ffc3ffc318c318c31bc31980000",
    "核": "183018301bff7ffe7c6038cc39fc3df87c767ceefbcc5918187c19ee1bc61b02",
    "销": "303031b67fb67ef4c0307dfe3dfe19867ffe7ffe198619fe1dfe1f86399e118c",
    "中": "0180018001807ffe7ffe61866186618661867ffe7ffe61860180018001800180",
    "退": "63fc73fc330c13fc030c03fcf3fcf326337e333c33fc37e63b007e01e7ff41fe",
    "款": "18607f60ff60187f7fff7fc67fd67f9e0038ff385d387b3c5b7cd9ee38c73842",
    "撤": "2108219827f87b1ffadf37d2267e37fe7edef7ce27cc26cc27cc26de66f36682",
}
