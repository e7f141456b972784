# A mistake: a global that only the guarded part sets. A spawned child skips that part.
import multiprocessing


def greet():
    print("Hello", name)


if __name__ == "__main__":
    name = "Ada"
    spawn = multiprocessing.get_context("spawn")        # as on Windows and macOS
    process = spawn.Process(target=greet)
    process.start()
    process.join()
    print("exit code:", process.exitcode)
