"""Scores each list of zeros and ones by the definition and sorts."""


def key():
    lists = {
        "three-four": "00110",
        "two-five": "01001",
        "two-three": "01100",
        "one-five": "10001",
        "one-four": "10010",
    }

    def score(hits):
        return (
            sum(hits[: i + 1].count("1") / (i + 1) for i, hit in enumerate(hits) if hit == "1") / 2
        )

    return sorted(lists, key=lambda name: -score(lists[name]))
