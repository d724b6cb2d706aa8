"""Drawing both bars in pixels and comparing the growth of their heights with that of the sales."""


def key(base, last, plus, **_):
    pixels = [7 * (value - base) for value in (last, last + plus)]
    sales = [last, last + plus]
    return (pixels[1] / pixels[0] - 1) / (sales[1] / sales[0] - 1)
