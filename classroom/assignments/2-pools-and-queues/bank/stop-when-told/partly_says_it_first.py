import sys
import time
from multiprocessing import Event, Process


class Ticker(Process):
    """Ticks once in a period (in seconds) until it is told to stop."""

    def tick(self):
        print("tick", self.name, flush=True)

    def __init__(self, name, period, stop):
        super().__init__(name=name)
        self.period = period
        self.stop = stop

    def run(self):
        ticks = 0
        while not self.stop.is_set():
            self.tick()
            ticks = ticks + 1
            self.stop.wait(self.period)
        print(self.name, "ticked", ticks, "times", flush=True)


def wanted():
    """A list of (name, period in seconds), from the command line: fast=0.1 slow=0.25."""
    pairs = [argument.split("=") for argument in sys.argv[1:]]
    return [(name, float(period)) for name, period in pairs]


if __name__ == "__main__":
    stop = Event()
    tickers = [Ticker(name, period, stop) for name, period in wanted()]
    for ticker in tickers:
        ticker.start()
    time.sleep(0.8)
    print("all stopped")
    stop.set()
