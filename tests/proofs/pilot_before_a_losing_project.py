"""Following 20,000 equal projects through each policy and comparing the money that is left per project."""


def key(**_):
    projects = 20_000
    good = projects * 35 // 100
    bad = projects - good
    go_good, go_bad = good * 90 // 100, bad * 20 // 100
    value = {
        "drop": 0,
        "build": (good * 700 - projects * 300) / projects,
        "pilot-follow": (go_good * 700 - (go_good + go_bad) * 300 - projects * 25) / projects,
    }
    assert round(value["build"]) == -55 and round(value["pilot-follow"]) == 62
    return max(value, key=value.get)
