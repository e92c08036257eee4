"""Mucha gente que captura a la vez, en uno o en varios hosts, y el navegador mínimo con que lo hace."""
