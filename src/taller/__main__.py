"""`python -m taller ORDEN`: las del taller, y ninguna más. Es lo que ejecuta `./taller`."""

import sys

from conoceles.arranque.cli import main
from conoceles.arranque.ordenes import de
from taller import ordenes

sys.exit(main(ofrecidas=de(ordenes), programa="./taller"))
