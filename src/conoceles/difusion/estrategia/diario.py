"""Día por día: qué se publicó, qué se entregó y cuántas visitas hubo, lado a lado."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conoceles.difusion import consultas
from conoceles.difusion.estrategia import aliadas
from conoceles.difusion.models import Publicada
from conoceles.estadistica import visitas
from conoceles.integridad.pregunta import que_constan
from conoceles.proceso.definicion import Definicion


@dataclass(frozen=True)
class Dia:
    """`tocaban` y `hechas` cuentan cada red. `visitas`: `None` si de ese día no hay conteo."""

    dia: date
    tocaban: int
    hechas: int
    piezas: int
    visitas: int | None


def por_dia(d: Definicion, hasta: date, corte: datetime | None = None) -> list[Dia]:
    """Desde la primera publicación, entrega o visita hasta ese día. `corte`: solo lo anotado hasta entonces."""
    tocaban = Counter(t.lugar.dia for t in consultas.turnos_de(d) if t.lugar.dia <= hasta)
    piezas = Counter[date]()
    for entrega in aliadas.entregas(d.clave, corte):
        piezas[entrega.fecha] += entrega.piezas if entrega.fecha <= hasta else 0
    vistas = {
        date.fromisoformat(x): n for x, n in visitas.por_dia(d.clave, hasta + timedelta(days=1)).items()
    }
    hechas = _hechas(d, hasta, corte)
    dias = sorted({*tocaban, *(x for x, n in piezas.items() if n), *vistas})
    redes = len(d.difusion.redes)
    return [Dia(x, tocaban[x] * redes, hechas[x], piezas[x], vistas.get(x)) for x in dias]


def _hechas(d: Definicion, hasta: date, corte: datetime | None) -> Counter[date]:
    filas = Publicada.objects.filter(proceso=d.clave, dia__lte=hasta)
    if corte is not None:
        filas = filas.filter(en__lte=corte)
    return Counter(dia for dia, _, _ in {(f.dia, f.hora, f.red) for f in que_constan(filas)})
