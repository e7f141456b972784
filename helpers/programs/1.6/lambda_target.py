from multiprocessing import get_context

if __name__ == "__main__":
    spawn = get_context("spawn")
    process = spawn.Process(target=lambda: print("working"))
    process.start()
    process.join()
    print("exitcode:", process.exitcode)
