"""Cien personas que capturan a la vez, y el navegador mínimo con que lo hacen."""
