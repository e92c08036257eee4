"""Qué se reserva de la identidad, para que nadie que sepa cosas lea lo que contestó otra persona (ADR 0106)."""
