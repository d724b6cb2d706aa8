"""Letters of the alphabets of mathematics, which Unicode has signs for."""

from __future__ import annotations

__all__ = ["in_alphabet"]

#: where an alphabet's capitals and small letters begin, and its digits
_STARTS: dict[str, tuple[int, int | None]] = {
    "bold": (0x1D400, 0x1D7CE),
    "italic": (0x1D434, None),
    "bold-italic": (0x1D468, 0x1D7CE),
    "scr": (0x1D49C, None),
    "cal": (0x1D49C, None),
    "frak": (0x1D504, None),
    "bb": (0x1D538, 0x1D7D8),
    "sans": (0x1D5A0, 0x1D7E2),
    "mono": (0x1D670, 0x1D7F6),
}
#: letters that Unicode had before
_ELSEWHERE = {
    "bb": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "frak": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
    "scr": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "cal": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "italic": {"h": "ℎ"},
}


def in_alphabet(text: str, font: str) -> str:
    """``text`` in an alphabet of `_math_tree.Styled`; what it has no sign for stays as it is.

    >>> in_alphabet("Rx1", "bb")
    'ℝ𝕩𝟙'
    """
    if font not in _STARTS:
        return text
    letters, digits = _STARTS[font]
    own = _ELSEWHERE.get(font, {})

    def sign(char: str) -> str:
        if char in own:
            return own[char]
        if "A" <= char <= "Z":
            return chr(letters + ord(char) - ord("A"))
        if "a" <= char <= "z":
            return chr(letters + 26 + ord(char) - ord("a"))
        if "0" <= char <= "9" and digits is not None:
            return chr(digits + ord(char) - ord("0"))
        return char

    return "".join(map(sign, text))
