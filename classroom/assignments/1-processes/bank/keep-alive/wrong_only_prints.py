print("attempt 1: exit status 7")
print("attempt 2: SIGKILL")
print("attempt 3: exit status 0")
