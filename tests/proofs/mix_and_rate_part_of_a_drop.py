"""Counting conversions of a million visits in May, with June's shares, and in June."""


def _conversion(app_share, app_rate, web_rate):
    app_visits = 10_000 * app_share
    web_visits = 10_000 * (100 - app_share)
    return (app_visits * app_rate + web_visits * web_rate) / 1_000_000


def key(share, drop, app, web, app_up, web_up, **_):
    may = _conversion(share, app, web)
    shares_of_june = _conversion(share - drop, app, web)
    june = _conversion(share - drop, app + app_up, web - web_up)
    return {"mix": shares_of_june - may, "rates": june - shares_of_june}
