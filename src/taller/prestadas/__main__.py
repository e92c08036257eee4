"""`python -m taller.prestadas ORDEN`: lo que ejecuta `./conoceles` donde está el taller."""

import sys

from conoceles.arranque.cli import main
from conoceles.arranque.ordenes import de, todas
from taller import prestadas

sys.exit(main(ofrecidas={**todas(), **de(prestadas)}))
