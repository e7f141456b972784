for name, times in [("fast", 8), ("slow", 4)]:
    for tick in range(times):
        print("tick", name)
    print(name, "ticked", times, "times")
print("all stopped")
