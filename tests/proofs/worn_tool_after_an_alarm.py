"""Adds up the joint probability of all pairs of states, yesterday and today, with the alarm."""


def key(p, q, ew, ef):
    start = {"worn": p, "fine": 1 - p}
    move = {
        ("worn", "worn"): 1.0,
        ("worn", "fine"): 0.0,
        ("fine", "worn"): q,
        ("fine", "fine"): 1 - q,
    }
    alarm = {"worn": ew, "fine": ef}
    joint = {pair: start[pair[0]] * move[pair] * alarm[pair[1]] for pair in move}
    return sum(value for pair, value in joint.items() if pair[1] == "worn") / sum(joint.values())
