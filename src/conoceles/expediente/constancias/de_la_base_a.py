"""De cada candidatura que no está como la dejó su último acto: qué no consta, y cómo la dejó."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.compuerta import Sobre
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.selladas.recogida import CAMPO
from conoceles.bitacora.selladas.tablas import DeQuien, tablas
from conoceles.candidaturas.constancia import PADRON
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.identidad.constancias import consultas as de_identidad
from conoceles.integridad.hallazgo import Hallazgo, Que
from conoceles.integridad.pregunta import ajenas, de_candidaturas
from conoceles.nucleo.bases.de_muchas import de_muchas

A_LA_VISTA = 5
Ocultas = dict[str, str]  # sección → expediente de la orden
_DEL_PADRON = {
    Que.SOBRA: "no la registró ningún acto",
    Que.CAMBIO: "dice en el padrón lo que ningún acto escribió",
    Que.FALTA: "ya no está, y la registró un acto",
}


class Alterada(NamedTuple):
    """`frase`: qué de ella no consta. `estado`: en el que la dejó su último acto; vacío, ninguno.

    `registro`: si es el padrón. `actos`: si es su estado, o algo que un acto escribió. `padron`: el sello con que lo dejó su
    último acto; vacío, ninguno la registró. `ocultas`: las secciones que por orden no se muestran.
    """

    folio: str
    proceso: str
    frase: str
    estado: str
    registro: bool
    actos: bool
    padron: str
    ocultas: Ocultas


@dataclass
class _Asentado:
    """Lo último que la bitácora cuenta de una candidatura."""

    quedo: str = ""  # en qué estado
    padron: str = ""
    ocultas: Ocultas = field(default_factory=dict)

    def sumar(self, entrada: Entrada) -> None:
        datos = entrada.datos
        self.quedo = str(datos.get("estado") or self.quedo)
        suyos = (sello for nombre, sello in datos.get(CAMPO, {}).items() if nombre.endswith(f":{PADRON}"))
        self.padron = next(suyos, self.padron)
        if entrada.acto == Acto.SECCION_MOSTRADA:
            self.ocultas.pop(datos["seccion"], None)
        elif entrada.acto in (Acto.SECCION_OCULTA, Acto.ORDEN_REPETIDA) and "seccion" in datos:
            self.ocultas[datos["seccion"]] = datos["expediente"]  # la de retener no la lleva


def sin_constancia(folios: Collection[str] | None = None) -> list[Alterada]:
    """De esas, o de todas, lo que no dejó ningún acto. Las mismas consultas para una que para cien."""
    halladas = dict[str, list[Hallazgo]]()
    for una in de_candidaturas(folios):
        halladas.setdefault(una.dueno, []).append(una)
    if not halladas:
        return []
    estan = dict(Candidatura.objects.filter(folio__in=halladas).values_list("folio", "estado"))
    constan = _asentadas(halladas)
    return [_alterada(f, suyas, constan[f], estan.get(f, "")) for f, suyas in sorted(halladas.items())]


def en_duda(sobre: Sobre) -> str:
    """De quiénes la base dice lo que ningún acto escribió; vacío si todo consta."""
    suyas = _de_todas(sobre.proceso) if sobre.folios is None else _de_ellas(sobre)
    if not suyas:
        return ""
    y_mas = f" y {len(suyas) - A_LA_VISTA} más" if len(suyas) > A_LA_VISTA else ""
    quienes = ", ".join(sorted(suyas)[:A_LA_VISTA]) + y_mas
    return f"La base dice de {quienes} lo que ningún acto escribió: espera hasta que se reponga; «Hoy» dice qué es."


def _de_ellas(sobre: Sobre) -> set[str]:
    """Menos lo que el padrón dice, que la supresión vacía antes de asentarse: quien hace el acto lo pregunta antes, con `dudosas`."""
    halladas = de_candidaturas(sobre.folios) if sobre.folios else ()
    return {una.dueno for una in halladas if una.nombre not in sobre.salvo and una.parte != PADRON}


def _de_todas(proceso: str) -> set[str]:
    """Folios o, de lo que es de la elección y de nadie en ella, su clave."""
    halladas = (*de_candidaturas(), *ajenas(VersionCurricular))
    de_eleccion = (una.modelo for una in tablas(DeQuien.ELECCION) if una.base == "default")
    return {
        *(una.dueno for una in halladas if una.proceso == proceso),
        *(una.dueno for una in ajenas(*de_eleccion, de=[proceso])),
        *(folio for folio, suya, _ in de_identidad.sin_constancia() if suya == proceso),
    }


def _alterada(folio: str, halladas: Sequence[Hallazgo], consta: _Asentado, estado: str) -> Alterada:
    frases = "; ".join(dict.fromkeys(_frases(halladas, estado, consta.quedo)))
    registro, actos = (any((h.parte == PADRON) is es for h in halladas) for es in (True, False))
    return Alterada(
        folio, halladas[0].proceso, frases, consta.quedo, registro, actos, consta.padron, consta.ocultas
    )


def _frases(halladas: Sequence[Hallazgo], estado: str, quedo: str) -> Iterator[str]:
    """De la que nadie registró, o ya no está, basta decirlo."""
    del_padron = next((h.que for h in halladas if h.parte == PADRON), None)
    if del_padron:
        yield _DEL_PADRON[del_padron]
    if del_padron is Que.FALTA:
        return
    for una in halladas:
        if una.tabla.modelo is not Candidatura:
            yield una.frase
        elif una.parte != PADRON and una.que is Que.CAMBIO:
            yield f"está «{estado}» y su último acto la dejó «{quedo}»"


def _asentadas(folios: Collection[str]) -> dict[str, _Asentado]:
    dichas = {folio: _Asentado() for folio in folios}
    entradas = Entrada.objects.using("default").order_by("id")
    for entrada in filter(sellada, de_muchas(entradas, "folio", folios, attrgetter("folio"))):
        dichas[entrada.folio].sumar(entrada)
    return dichas
