"""Bigrams of the translation are crossed off against those left in the reference, one by one."""


def key(c1, r1, c2, r2, c3, r3, c4):
    translation = ["of the"] * c1 + ["the court"] * c2 + ["in part"] * c3 + ["law of"] * c4
    left = ["of the"] * r1 + ["the court"] * r2 + ["in part"] * r3
    matched = 0
    for bigram in translation:
        if bigram in left:
            left.remove(bigram)
            matched += 1
    return matched / len(translation)
