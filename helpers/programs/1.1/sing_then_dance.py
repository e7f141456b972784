from time import sleep


def sing():
    for verse in [1, 2, 3]:
        print("singing verse", verse)
        sleep(0.3)


def dance():
    for step in [1, 2, 3]:
        print("dancing step", step)
        sleep(0.3)


sing()
dance()
print("the show is over")
