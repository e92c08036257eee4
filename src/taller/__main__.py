"""`python -m taller ORDEN`: las órdenes del producto y las del taller. Es lo que ejecuta el lanzador."""

import sys

from conoceles.arranque.cli import main
from conoceles.arranque.ordenes import de
from taller import ordenes

sys.exit(main(mas=de(ordenes)))
