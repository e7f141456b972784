import sys
import time
from multiprocessing import Event, Process


class Ticker(Process):
    """Ticks once in a period (in seconds) until it is told to stop."""

    def tick(self):
        print("tick", self.name, flush=True)

    def __init__(self, name, period):
        super().__init__(name=name)
        self.period = period
        self.told = Event()

    def run(self):
        ticks = 0
        while True:
            self.tick()
            ticks += 1
            if self.told.wait(timeout=self.period):
                break
        print(self.name, "ticked", ticks, "times", flush=True)


def wanted():
    """A list of (name, period in seconds), from the command line: fast=0.1 slow=0.25."""
    pairs = [argument.split("=") for argument in sys.argv[1:]]
    return [(name, float(period)) for name, period in pairs]


if __name__ == "__main__":
    tickers = [Ticker(*pair) for pair in wanted()]
    for ticker in tickers:
        ticker.start()
    time.sleep(0.8)
    for ticker in tickers:
        ticker.told.set()
    for ticker in tickers:
        ticker.join()
    print("all stopped")
