from multiprocessing import Pool

if __name__ == "__main__":
    with Pool(2) as pool:
        print("absolute values:", pool.map(abs, [1, -2, 3]))
        print("squares:", pool.map(lambda number: number * number, [1, -2, 3]))
