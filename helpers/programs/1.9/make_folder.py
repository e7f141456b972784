# Make a folder to copy.
# python make_folder.py text|binary|nested|empty|lines|all FOLDER
import os
import sys


def make_text(folder):
    for number in [1, 2, 3]:
        write(folder, f"text {number}.txt", b"a line of text\n" * number)


def make_binary(folder):
    write(folder, "picture.bin", bytes(range(256)) * 100)       # not text in any encoding


def make_nested(folder):
    os.makedirs(os.path.join(folder, "inner", "innermost"))
    os.mkdir(os.path.join(folder, "inner", "empty"))
    write(folder, os.path.join("inner", "innermost", "note.txt"), b"deep down\n")


def make_lines(folder):
    write(folder, "windows.txt", b"lines as Windows\r\nends them\r\n")


def make_all(folder):
    make_text(folder)
    make_binary(folder)
    make_nested(folder)
    make_lines(folder)
    for name in ["Grüße.txt", "привет.txt", "你好.txt", "שלום.txt", "🎵.txt"]:
        write(folder, name, name.encode())


def write(folder, name, content):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say what to make, and where: python make_folder.py text|binary|nested|empty|lines|all FOLDER")
    kind, folder = sys.argv[1], sys.argv[2]
    os.mkdir(folder)
    if kind == "text":
        make_text(folder)
    elif kind == "binary":
        make_binary(folder)
    elif kind == "nested":
        make_nested(folder)
    elif kind == "lines":
        make_lines(folder)
    elif kind == "all":
        make_all(folder)
    elif kind != "empty":
        sys.exit(f"I can't make a folder of kind {kind}.")
    print("made", folder)
