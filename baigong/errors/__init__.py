"""Every error a user can meet: a class each, which renders its own message, hint and exit code. One module a family.

The command line catches `BaigongError` once and prints `message` and `hint` in one line on stderr.
"""

from baigong.errors.amendments import *
from baigong.errors.answers import *
from baigong.errors.base import *
from baigong.errors.command_line import *
from baigong.errors.databases import *
from baigong.errors.days import *
from baigong.errors.document_sizes import *
from baigong.errors.documents import *
from baigong.errors.files import *
from baigong.errors.ids import *
from baigong.errors.journals import *
from baigong.errors.ledger_files import *
from baigong.errors.ledgers import *
from baigong.errors.outputs import *
from baigong.errors.plans import *
from baigong.errors.recordings import *
from baigong.errors.rights import *
from baigong.errors.servers import *
from baigong.errors.units import *
from baigong.errors.workbooks import *
from baigong.errors.yaml_files import *
