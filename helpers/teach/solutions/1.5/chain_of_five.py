import os

number = 0
while number < 5:
    if os.fork() != 0:
        break
    number = number + 1
print("my number is", number, flush=True)
if number < 5:
    os.wait()
