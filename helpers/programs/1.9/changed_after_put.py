from multiprocessing import Queue


def put_both(q):
    letters = ["A"]
    q.put("x" * 1_000_000)
    q.put(letters)
    letters.append("B")


def get_both(q):
    print("got a text of", len(q.get()), "letters")
    print("got", q.get())


if __name__ == "__main__":
    q = Queue()
    put_both(q)
    get_both(q)
