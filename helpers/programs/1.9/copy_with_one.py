# python copy_with_one.py SOURCE TARGET
import shutil
import sys

if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say what to copy, and where to: python copy_with_one.py SOURCE TARGET")
    shutil.copytree(sys.argv[1], sys.argv[2], symlinks=True)
