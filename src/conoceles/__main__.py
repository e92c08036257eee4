"""`python -m conoceles ORDEN`: las órdenes del producto, sin las del taller."""

import sys

from conoceles.arranque.cli import main

sys.exit(main())
