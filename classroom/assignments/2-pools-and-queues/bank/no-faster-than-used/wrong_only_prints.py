for number in range(1, 17):
    print("made", number)
    print("used", number)
