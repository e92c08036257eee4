"""`python -m conoceles ORDEN`: lo que ejecuta el lanzador."""

import sys

from conoceles.arranque.cli import main

sys.exit(main())
