from multiprocessing import Process
from time import sleep

def sing():
    for verse in [1, 2, 3]:
        print("singing verse", verse)
        sleep(0.2)

def dance():
    for step in [1, 2, 3, 4]:
        print("dancing step", step)
        sleep(0.2)

if __name__ == "__main__":
    dancer = Process(target=dance)
    dancer.start()
    sing()
    dancer.join()
    print("the show is over")
