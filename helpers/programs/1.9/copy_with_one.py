# Copy a folder with one process, to compare.
# python copy_with_one.py SOURCE TARGET
import shutil
import sys


def copy_folder(source, target):
    shutil.copytree(source, target, symlinks=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say what to copy, and where to: python copy_with_one.py SOURCE TARGET")
    copy_folder(sys.argv[1], sys.argv[2])
