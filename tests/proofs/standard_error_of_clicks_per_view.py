"""A numerical gradient of the ratio of means and the covariance matrix of the means give the variance."""

import numpy as np


def key(views, sdviews, clicks, sdclicks, corr, users):
    cross = corr * sdviews * sdclicks
    covariance = np.array([[sdviews**2, cross], [cross, sdclicks**2]]) / users
    h = 1e-5

    def ratio(x, y):
        return y / x

    gradient = np.array(
        [
            (ratio(views + h, clicks) - ratio(views - h, clicks)) / (2 * h),
            (ratio(views, clicks + h) - ratio(views, clicks - h)) / (2 * h),
        ]
    )
    return float(10_000 * np.sqrt(gradient @ covariance @ gradient))
