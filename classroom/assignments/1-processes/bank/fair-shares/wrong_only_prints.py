print("1491 numbers are abundant")
