"""Las publicaciones en redes del mes: qué tocaba, qué se hizo y dónde se ve (plan §13 III)."""

from __future__ import annotations

from conoceles.difusion.consultas import Hecho, hechas
from conoceles.informes.contexto import Contexto
from conoceles.informes.estructura import Tabla, Valor


def publicaciones(c: Contexto) -> Tabla:
    """M4: cada lugar del calendario hasta el día del corte, con la dirección de lo publicado en cada red."""
    hasta = c.local.date()
    filas = [f for h in hechas(c.definicion, hasta.replace(day=1), hasta) for f in _filas(c, h)]
    hechos = sum(bool(f[4]) for f in filas)
    nota = f"{len(filas)} publicaciones previstas en el mes, contando cada red; {hechos} con dirección y evidencia."
    return Tabla(
        "M4", "Publicaciones en redes", ("Día", "Hora", "Red", "Qué mostró", "Dirección"), tuple(filas), nota
    )


def _filas(c: Contexto, h: Hecho) -> list[tuple[Valor, ...]]:
    nombres = {x.clave: x.nombre for x in c.definicion.contiendas}
    que = nombres.get(h.turno.boleta, "Mensaje general")
    return [
        (h.turno.lugar.dia.isoformat(), h.turno.lugar.hora, red.capitalize(), que, _direccion(c, h, red))
        for red in c.definicion.difusion.redes
    ]


def _direccion(c: Contexto, h: Hecho, red: str) -> str:
    fila = h.redes.get(red)
    return fila.direccion if fila and fila.en <= c.corte else ""
