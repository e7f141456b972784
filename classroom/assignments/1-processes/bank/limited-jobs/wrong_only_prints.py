for name in ["sources", "icons", "fonts", "pages", "index"]:
    print("begin", name)
    print("end", name)
