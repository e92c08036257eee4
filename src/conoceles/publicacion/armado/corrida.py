"""Lo que no cambia durante una publicación: la elección, su fase, su hora y la obra en que se pone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.armado.avance import Avance, Decir, callar
from conoceles.publicacion.armado.recordadas import Recordadas
from conoceles.publicacion.fase import Fase
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.lectura import consultas, textos
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.lectura.fichas_de import Marco, marco
from conoceles.publicacion.lectura.sellos import Sellos
from conoceles.publicacion.sitio import sitio_de
from conoceles.publicacion.sitio.armadas import armada
from conoceles.publicacion.sitio.lenguas import edicion
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua


@dataclass(frozen=True)
class Corrida:
    """`comun`: lo que toda página necesita y ninguna candidatura cambia. `url`: la pública, con diagonal.

    `estrena`: si quien ya se validó empieza a verse; en duda espera.
    """

    obra: Obra
    marco: Marco
    comun: SitioPublico
    url: str
    ahora: datetime
    sellos: Sellos
    recordadas: Recordadas
    estrena: bool
    lenguas: tuple[EnLengua, ...] = field(default=(), repr=False)  # las que tienen algo traducido
    avance: Avance = field(default_factory=lambda: Avance(callar), repr=False)
    _armado: list[tuple[list[Ficha], SitioPublico]] = field(default_factory=list, repr=False)
    _hasta: list[str] = field(default_factory=list, repr=False)

    @property
    def clave(self) -> str:
        return self.marco.definicion.clave

    @property
    def con_perfiles(self) -> bool:
        return self.marco.fase != "antes"

    def sitio(self, ligeras: list[Ficha]) -> SitioPublico:
        """El sitio con sus boletas y sus cuentas. De la misma lista, que nadie modifica, se arma una vez."""
        if not self._armado or self._armado[0][0] is not ligeras:
            boletas = sitio_de.contiendas(self.marco, ligeras, armar=armada)
            self._armado[:] = [(ligeras, sitio_de.completo(self.comun, self.marco, boletas))]
        return self._armado[0][1]

    def ediciones(self, pagina: Pagina, archivos: frozenset[str] = frozenset()) -> list[Pagina]:
        """La página y, si es de las que se traducen, la misma en cada lengua. `archivos`: los que enlaza y hay en alguna."""
        return edicion.ediciones(self.lenguas, pagina, archivos)

    def hasta(self) -> str:
        """De cuándo es lo más reciente que muestra el sitio, como se lee. Se pregunta una vez."""
        if not self._hasta:
            definicion = self.marco.definicion
            ultima = consultas.ultima_actualizacion(definicion)
            self._hasta.append(textos.momento(ultima, definicion.calendario.zona) if ultima else "")
        return self._hasta[0]


def empezar(
    obra: Obra,
    definicion: Definicion,
    fase: Fase,
    *,
    inventado: bool,
    ahora: datetime,
    decir: Decir = callar,
) -> Corrida:
    """La corrida de esa elección a esa hora; lo que se ponga en la obra va con el sello de quien muestra."""
    sellos = Sellos(definicion.clave, ahora)
    obra.llave_de_sello = sellos.llave
    este = marco(definicion, fase, definicion.por_publicar(ahora))
    franja = procesos.franja_de(definicion, "sitio", ahora)
    comun = sitio_de.comun(este, inventado=inventado, franja=franja)
    url = f"{settings.URL_PUBLICA}/{definicion.clave}/"
    recordadas = Recordadas(obra.arbol.carpeta, obra.estado, obra.llave)
    lenguas = edicion.lenguas(definicion)
    estrena = not compuerta.cerrada(Acto.PUBLICADA, definicion.clave)
    return Corrida(obra, este, comun, url, ahora, sellos, recordadas, estrena, lenguas, Avance(decir))
