# Copy a folder with three processes, and show how far they are.
# python copy_folder.py SOURCE TARGET
# Exit status: 0 if all was copied, 1 if something was not, 2 if nothing was tried.
import os
import queue
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import Manager

WORKERS = 3


def list_folder(source):
    """All folders and files in source, as paths that start there, and what could not be read."""
    folders, files, problems = [], [], []

    def note_problem(error):
        problems.append((os.path.relpath(error.filename, source), error.strerror))

    for path, folders_here, files_here in os.walk(source, onerror=note_problem):
        for name in folders_here + files_here:
            whole = os.path.join(path, name)
            if os.path.isdir(whole) and not os.path.islink(whole):
                folders.append(os.path.relpath(whole, source))
            else:
                files.append(os.path.relpath(whole, source))    # a link is copied as a link
    return folders, files, problems


def copy_file(name, source, target, progress):
    """Copy one file, in a worker, and tell the parent what came of it."""
    old, new = os.path.join(source, name), os.path.join(target, name)
    problem = None
    if os.path.exists(old) and not os.path.isfile(old) and not os.path.islink(old):
        problem = "neither a file nor a folder"     # reading a device or a pipe may never end
    else:
        try:
            shutil.copy2(old, new, follow_symlinks=False)       # its bytes, rights and times
        except OSError as error:
            problem = error.strerror or str(error)
            if os.path.lexists(new):
                os.remove(new)                      # no half a file
    progress.put((name, problem))


def show_progress(done, total):
    bar = "#" * (30 * done // total)
    print(f"\r[{bar:30}] {done} of {total} files", end="", flush=True)


def follow_progress(progress, tasks, total):
    """Show the workers' reports until all are here, or no more can come; return them by name."""
    reports = {}
    all_ended = False
    while len(reports) < total:
        try:
            name, problem = progress.get(timeout=0.1)
            reports[name] = problem
            show_progress(len(reports), total)
        except queue.Empty:
            if all_ended:
                break
            all_ended = all(task.done() for task in tasks)      # then look into the queue once more
    print()
    return reports


def copy_files(files, source, target):
    """Copy the files with several workers; return what was not copied, and why."""
    # An executor and no Pool: it says when a worker has died. A Pool would let us wait for ever.
    with Manager() as manager, ProcessPoolExecutor(WORKERS) as executor:
        progress = manager.Queue()
        tasks = []
        try:
            for name in files:
                tasks.append(executor.submit(copy_file, name, source, target, progress))
        except BrokenProcessPool:
            pass        # the files that were not handed over have no report
        reports = follow_progress(progress, tasks, len(files))
    problems = []
    for name in files:
        problem = reports.get(name, "a worker died")
        if problem is not None:
            problems.append((name, problem))
    return problems


def copy_rights(folders, source, target):
    """Give the new folders the rights and times of the old ones; return what went wrong."""
    problems = []
    for name in reversed([""] + folders):       # the innermost first: rights may forbid more changes
        try:
            shutil.copystat(os.path.join(source, name), os.path.join(target, name))
        except OSError as error:
            problems.append((name, error.strerror))
    return problems


def copy_folder(source, target):
    """Copy source to target, which must not exist; return the exit status."""
    if not os.path.isdir(source):
        print(f"{source} is not a folder. Nothing was copied.", file=sys.stderr)
        return 2
    folders, files, unread = list_folder(source)
    try:
        os.mkdir(target)
    except FileExistsError:
        print(f"{target} exists already. Nothing was copied: choose another name.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{target} can't be made: {error.strerror}. Nothing was copied.", file=sys.stderr)
        return 2
    for name in folders:
        os.mkdir(os.path.join(target, name))
    uncopied = []
    if files:
        uncopied = copy_files(files, source, target)
    problems = unread + uncopied + copy_rights(folders, source, target)
    for name, problem in problems:
        print(f"Not copied: {name}: {problem}", file=sys.stderr)
    print(f"{len(files) - len(uncopied)} of {len(files)} files copied")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print("Say what to copy, and where to: python copy_folder.py SOURCE TARGET", file=sys.stderr)
        sys.exit(2)
    sys.exit(copy_folder(sys.argv[1], sys.argv[2]))
