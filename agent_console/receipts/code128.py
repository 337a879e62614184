"""Bar codes for bags: Code 128, code set B (ISO/IEC 15417)."""

# Widths of the six bars and spaces of each symbol, values 0 to 105, then the stop with its seventh.
_WIDTH_LINES = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231
113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211
212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131
113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211
241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214
211232 2331112
"""
_WIDTHS = tuple(_WIDTH_LINES.split())
_START_B = 104
_STOP = 106
_QUIET = 10  # Modules of white at each end.
_HEIGHT = 24  # Modules.


def symbols(content: str) -> tuple[int, ...]:
    """
    Return the symbol values with start, check symbol (modulo 103) and stop.

    Raises:
        ValueError: A character that code set B does not have.
    """
    if not content or not all(" " <= letter <= "~" for letter in content):
        raise ValueError("code set B has the printable ASCII characters only")
    values = [ord(letter) - 32 for letter in content]
    check = (_START_B + sum(place * value for place, value in enumerate(values, 1))) % 103
    return (_START_B, *values, check, _STOP)


def code128_svg(content: str) -> str:
    """Return the bar code as SVG. Raises as `symbols` does."""
    bars: list[str] = []
    x = _QUIET
    for value in symbols(content):
        for place, width in enumerate(int(digit) for digit in _WIDTHS[value]):
            if place % 2 == 0:
                bars.append(f"M{x} 0h{width}v{_HEIGHT}h-{width}z")
            x += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {x + _QUIET} {_HEIGHT}">'
        f'<path fill="#000" d="{"".join(bars)}"/></svg>'
    )
