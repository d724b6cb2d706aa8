"""The bytes of a day are dealt out to countries, and files of 512 MB are filled one by one."""


def key(rows, width, countries):
    left = rows * 10**6 * width
    mb = left / countries / 10**6
    files = 0
    while left > 0:
        left -= 512 * 10**6
        files += 1
    change = "fewer" if files < countries else "more" if files > countries else "as-many"
    return {"mb": mb, "files": files, "change": change}
