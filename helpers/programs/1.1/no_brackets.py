from time import sleep


def sing():
    print("singing")
    sleep(0.3)


sing
print("the show is over")
