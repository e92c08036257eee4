"""Lo que alguien cambió del padrón sin pasar por el sistema, dato por dato, para quien lo salda con otra persona."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conoceles.bitacora.selladas.tablas import TABLAS
from conoceles.candidaturas.models import SE_ATESTIGUA, Candidatura
from conoceles.expediente.ajuste.por_fuera import ROTULOS, Cambiado, Valores, probar
from conoceles.nucleo.pantallas import fecha, numero
from conoceles.publicacion.lectura.mostradas import padron_de

DECIA = "decia-"  # lo escrito por quien sabe qué decía
SE_ESCRIBE = {c: ROTULOS[c] for c in SE_ATESTIGUA}
_LEEN = {"persona__fecha_nacimiento": fecha, "persona__edad_publicada": numero}


def lo_que_constaba(fila: Candidatura, escrito: Mapping[str, str]) -> list[Cambiado]:
    """En qué cambió, si se puede probar: con lo último que se publicó de ella o con lo que escribió quien sabe qué decía."""
    return probar(fila, _posibles(fila, escrito))


def _posibles(fila: Candidatura, escrito: Mapping[str, str]) -> Iterator[Valores]:
    publicado = padron_de(fila.folio)
    yield publicado
    hay = TABLAS[Candidatura].valores(fila.pk)
    yield {c: " ".join(v.split()) for c, v in hay.items() if isinstance(v, str)}  # un blanco de más
    dicho = {c: _leer(c, escrito[DECIA + c]) for c in SE_ESCRIBE if DECIA + c in escrito}
    yield dicho
    yield publicado | dicho


def _leer(columna: str, escrito: str) -> object:
    texto = " ".join(escrito.split())
    leer = _LEEN.get(columna)
    return leer(texto) if leer else texto
