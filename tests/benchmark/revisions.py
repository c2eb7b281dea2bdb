"""Earlier revisions of this repository as engines: each is built in a clone of its own and reads what this one prepares."""

import pathlib
import subprocess

from engines import ROOT, Kind
from workplace import run

CLONES = ROOT / "build" / "bench" / "beside"


class Revision:
    """A revision that is measured beside the working tree."""

    def __init__(self, name: str, again: bool) -> None:
        """The commit that git calls by that name; with `again` what an earlier run compiled is taken."""
        self.commit = commit_of(name)
        self.clone = CLONES / self.commit
        self.again = again

    def engine(self, spec: pathlib.Path, network: str) -> Kind | None:
        """The engine of a network as this revision generates and compiles it; nothing where it has no such spec."""
        self.check_out()
        if not (self.clone / spec.relative_to(ROOT)).exists():
            return None
        program = self.clone / "build" / "bench" / network / "engine"
        if not (self.again and program.exists()):
            # Its own benchmark knows how it builds, generates and compiles.
            run([self.clone / "run", "bench", spec.stem, "--quick"])
        return Kind(f"equivarify {self.commit}", trains=True, program=str(program))

    def check_out(self) -> None:
        """Makes the clone, if it is not there."""
        if not self.clone.exists():
            run(["git", "clone", "--quiet", "--no-checkout", ROOT, self.clone])
        run(["git", "-C", self.clone, "checkout", "--quiet", "--detach", self.commit])


def commit_of(name: str) -> str:
    """The first twelve digits of the commit; ends the benchmark where there is none."""
    arguments = ["git", "-C", str(ROOT), "rev-parse", "--verify", "--quiet", "--short=12", f"{name}^{{commit}}"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"--beside: there is no commit {name} in this repository; `git log --oneline` lists them")
    return done.stdout.strip()
