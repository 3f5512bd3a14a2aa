"""Record files, as commands name and write them."""

import os
from pathlib import Path

from generator.checks import registry
from generator.commands.base import Progress, UsageError
from generator.commands.spread import spread
from generator.load.catalog import Loaded, Read, assemble, read_record
from generator.load.schema import Schemas, find_schemas
from generator.load.tree import SourceFile, read_tree
from generator.load.wording import suggestion
from generator.model.problem import Problem


def inside(root: Path, given: str) -> str:
    """The path of a file or folder below ``root``, relative to it.

    ``given`` counts from the working directory, or else from the root. Raises UsageError.
    """
    found = [path for path in (Path(given).resolve(), (root / given).resolve()) if path.exists()]
    if not found:
        raise UsageError(f"{given}: there is no such file or folder")
    for path in found:
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    raise UsageError(f"{given}: is not below {root}")


def below(path: str, folder: str) -> bool:
    """Whether ``path`` is ``folder`` or stands in it."""
    return folder == "." or path == folder or path.startswith(f"{folder}/")


def replace_record(path: Path, old: bytes, new: bytes) -> None:
    """The whole file or nothing: written aside, then moved to its place.

    Raises UsageError when the file is no longer what was read, and OSError.
    """
    aside = path.with_name(f".{path.name}.tmp")
    aside.unlink(missing_ok=True)
    try:
        with aside.open("xb") as stream:
            stream.write(new)
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(path.stat().st_mode & 0o777)
        if path.is_symlink() or path.read_bytes() != old:
            raise UsageError(f"{path.name} was changed meanwhile: run the command again")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def create_record(path: Path, data: bytes) -> None:
    """Writes a file that must not be there yet; FileExistsError when it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.tmp")
    aside.unlink(missing_ok=True)
    try:
        with aside.open("xb") as stream:
            stream.write(data)
        os.link(aside, path)
    finally:
        aside.unlink(missing_ok=True)


class Trial:
    """The repository as it is, and as it would be with another file in it."""

    def __init__(self, root: Path) -> None:
        self.schemas = Schemas(find_schemas(root))
        self.root = root
        self._files, self._stray = read_tree(root)
        self._read = spread(self._record, self._files, Progress("Reading"))
        self.loaded = self._assembled(self._files, self._read)

    def _record(self, source: SourceFile) -> Read:
        return read_record(source, self.schemas)

    def _assembled(self, files: list[SourceFile], read: list[Read]) -> Loaded:
        pairs = zip(files, read, strict=True)
        return assemble(pairs, self._stray, self.schemas, registry(), root=self.root)

    def supplier(self, name: str) -> SourceFile:
        """The file of a supplier. Raises UsageError."""
        files = {
            one.path.rpartition("/")[2].removesuffix(".yml"): one
            for one in self._files
            if one.kind == "supplier"
        }
        if name not in files:
            raise UsageError(f"there is no supplier '{name}'{suggestion(name, files)}")
        return files[name]

    def problems_with(self, source: SourceFile) -> list[Problem]:
        """What would be wrong with this file in the place of the one at its path, or beside it.

        Of other files only what is not wrong today.
        """
        there = [one.path for one in self._files]
        files, read = [*self._files], [*self._read]
        if source.path in there:
            place = there.index(source.path)
            files[place], read[place] = source, self._record(source)
        else:
            files, read = [*files, source], [*read, self._record(source)]
        old = {*self.loaded.problems}
        after = self._assembled(files, read).problems
        return [one for one in after if one.path == source.path or one not in old]
