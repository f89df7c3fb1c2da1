"""The scripts that let a shell complete our command lines, and where they are installed.

Typer's scripts call `baigong` by name and, in zsh, drop what does not begin with the typed word. Ours call the program
as it was typed (.venv/bin/baigong) and keep every offer (财政 → 省财政厅).
"""

from __future__ import annotations

import re
from pathlib import Path

from baigong.cli.chinese import completion_scripts
from baigong.errors import CompletionNotInstalledError, UnknownShellError

_PROGRAM, _VARIABLE = "baigong", "_BAIGONG_COMPLETE"

# The offers come in the plain form that fish reads, a line each, so that nothing is given to eval.
_ZSH = """\
#compdef baigong

_baigong_completion() {
  local -a offers names shown
  offers=("${(@f)$(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _TYPER_COMPLETE_FISH_ACTION=get-args \\
    _BAIGONG_COMPLETE=complete_fish ${(Q)words[1]} 2>/dev/null)}")
  if [[ -z "$offers" ]]; then
    _files
    return
  fi
  # A part that several names hold is offered for bash's sake alone.
  (( ${#offers} > 1 )) && offers=("${(@)offers:#$PREFIX}")
  names=("${(@)offers%%$'\\t'*}")
  shown=("${(@)offers//$'\\t'/  }")
  if (( ${names[(I)${(b)PREFIX}*]} )); then
    compadd -l -d shown -a names
    return
  fi
  # No name begins with what was typed: a single one takes its place, several are listed.
  compadd -U -l -d shown -a names
  (( ${#names} > 1 )) && compstate[insert]=''
}

if [ "$funcstack[1]" = "_baigong" ]; then
  _baigong_completion "$@"
else
  compdef _baigong_completion baigong
fi
"""


def shell_named(name: str) -> str:
    """Give the shell of that name; "" stands for the shell that called.

    Raises:
        UnknownShellError: there is no script for it.
    """
    scripts = completion_scripts()
    shell = name or scripts._get_shell_name() or ""
    if shell not in list(scripts.Shells):
        raise UnknownShellError(shell, list(scripts.Shells))
    return shell


def script_of(shell: str) -> str:
    """Give the script for a shell."""
    if shell == "zsh":
        return _ZSH
    script: str = completion_scripts().get_completion_script(prog_name=_PROGRAM, complete_var=_VARIABLE, shell=shell)
    if shell == "fish":
        script = re.sub(rf" {_PROGRAM}(?=\)?\")", " (commandline -opc)[1]", script)
    return script + "\n"


def install_completion(shell: str) -> Path:
    """Install the script for a shell in the user's home; give its path.

    Raises:
        CompletionNotInstalledError: a file cannot be written.
    """
    from baigong.store.files import why

    try:
        path: Path = completion_scripts().install(shell=shell, prog_name=_PROGRAM, complete_var=_VARIABLE)[1]
        if shell in ("zsh", "fish"):
            path.write_text(script_of(shell), encoding="utf-8")
    except OSError as error:
        raise CompletionNotInstalledError(str(error.filename or ""), why(error)) from None
    return path
