"""Kept customers are counted in whole numbers, then exact fractions of spending per kept customer are sorted."""

from fractions import Fraction


def key():
    channels = {
        "partner": (6400, 160, 50),
        "referral": (4000, 100, 80),
        "search": (12000, 400, 50),
        "social": (9000, 600, 20),
        "video": (15000, 500, 30),
    }
    prices = {
        name: Fraction(spent * 100, people * kept)
        for name, (spent, people, kept) in channels.items()
    }
    return sorted(prices, key=prices.get)
