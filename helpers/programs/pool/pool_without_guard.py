# A mistake: a pool without the guard. Each spawned worker fails, and the pool makes another one.
# This program never ends by itself.
import multiprocessing


def task(number):
    return number * number


spawn = multiprocessing.get_context("spawn")        # as on Windows and macOS
pool = spawn.Pool(2)
print(pool.map(task, [1, 2, 3]))
