"""One output unit is traced back to the set of input positions that it can see."""


def key(k1, s1, k2, s2, k3):
    seen = {1000}
    for kernel, stride in [(k3, 1), (2, 2), (k2, s2), (k1, s1)]:
        seen = {unit * stride + offset for unit in seen for offset in range(kernel)}
    return max(seen) - min(seen) + 1
