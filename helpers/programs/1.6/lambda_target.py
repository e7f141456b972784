# A mistake: a lambda as target. A spawned child is sent the target's name, and a lambda has none.
import multiprocessing

if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")        # as on Windows and macOS
    process = spawn.Process(target=lambda: print("working"))
    process.start()
    process.join()
