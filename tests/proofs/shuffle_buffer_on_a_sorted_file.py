"""The buffer is run with the drawing that favours class 1 most: it emits class 1 as soon as it holds one."""


def key(zeros, buffer, batch):
    zeros_inside, read, emitted = min(buffer, zeros), buffer, 0
    while zeros_inside == buffer:
        emitted += 1
        zeros_inside -= 1
        zeros_inside += read < zeros
        read += 1
    return emitted // batch
