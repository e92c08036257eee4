"""Qué formatos hay de cada perfil y de cada boleta, y de qué documento publicado sale cada uno."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import programas
from conoceles.difusion.piezas import Pieza
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.api.publicar import ruta_de_boleta, ruta_de_perfil
from conoceles.publicacion.instantanea.materiales import CARPETA, vigencia
from conoceles.publicacion.instantanea.renglones.renglon import Renglon
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico

# Tandas: las imágenes no esperan a los textos, ni nada de lo que está en español a otra lengua.
TEXTO, LENGUAS = 1, 2
Publicados = Mapping[str, Renglon]


@dataclass(frozen=True)
class Formato:
    """Cómo se llama, en qué archivo va y quién lo hace."""

    nombre: str
    archivo: str
    dibujo: str
    formato: str = ""

    @property
    def tipo(self) -> str:
        """La extensión, como se lee."""
        return self.archivo.rpartition(".")[2].upper()


LLANO = Formato("Texto llano", "perfil.txt", "llano")
BRAILLE = Formato("Braille sin contraer", "perfil.brf", "braille")
CONTRAIDO = Formato("Braille contraído", "perfil-contraido.brf", "braille", "contraido")
GRANDE = Formato("Letra grande", "letra-grande.pdf", "grande")
AUDIO = Formato("Audio", "audio.opus", "grabacion")  # solo si una persona lo grabó
DE_BOLETA = (GRANDE, AUDIO)


def de_perfil(d: Definicion) -> tuple[Formato, ...]:
    """Los de cada persona: letra grande y braille contraído, si la elección los declara."""
    contraido = (CONTRAIDO,) if d.difusion.braille_contraido else ()
    return (LLANO, BRAILLE, *contraido, *((GRANDE,) if d.difusion.por_perfil else ()), AUDIO)


def nombradas(fichas: Sequence[Ficha]) -> tuple[str, ...]:
    """Ellas, sus compañeras de fórmula y quienes el papel puede nombrar en su lugar: de todas se dice el nombre."""
    otras = (e for f in fichas for e in (*f.companeras, f.en_papel) if e and e.nombre)
    return tuple(dict.fromkeys((*(f.folio for f in fichas), *(e.folio for e in otras))))


def ruta_de(donde: str, clave: str, formato: Formato) -> str:
    """`donde`: «candidaturas» o «contiendas»."""
    return f"{CARPETA}{donde}/{clave}/{formato.archivo}"


@dataclass(frozen=True)
class Taller:
    """Lo común a todas las piezas de una elección."""

    definicion: Definicion
    sitio: SitioPublico
    publicados: Publicados
    grabadas: Mapping[str, str] = field(default_factory=dict)  # folio o boleta → grabación de una persona

    def todas(self) -> Iterator[Pieza]:
        """Las de cada boleta con personas y las de cada persona, si su documento ya está publicado."""
        for boleta in self.sitio.contiendas:
            if boleta.fichas and ruta_de_boleta(boleta.clave) in self.publicados:
                yield from self.de_boleta(boleta)
                for ficha in boleta.fichas:
                    if ruta_de_perfil(ficha.folio) in self.publicados:
                        yield from self.de_persona(ficha)

    def de_persona(self, ficha: Ficha) -> Iterator[Pieza]:
        """Los de un perfil."""
        datos = self._comunes(ruta_de_perfil(ficha.folio)) | {"folio": ficha.folio}
        for f in self._se_hacen(de_perfil(self.definicion), ficha.folio):
            yield self._pieza(f, ("candidaturas", ficha.folio), ficha.nombre, datos, [ficha])

    def de_boleta(self, boleta: ContiendaPublica) -> Iterator[Pieza]:
        """Los de una boleta entera."""
        datos = self._comunes(ruta_de_boleta(boleta.clave)) | {"boleta": boleta.clave}
        for f in self._se_hacen(DE_BOLETA, boleta.clave):
            yield self._pieza(f, ("contiendas", boleta.clave), boleta.nombre, datos, boleta.fichas)

    def _se_hacen(self, formatos: Sequence[Formato], clave: str) -> list[Formato]:
        """Braille, si está su programa; audio, solo el que grabó una persona."""
        no_hay = {BRAILLE.dibujo} if programas.falta() else set()
        no_hay |= set() if clave in self.grabadas else {AUDIO.dibujo}
        return [f for f in formatos if f.dibujo not in no_hay]

    def _pieza(
        self, f: Formato, donde: tuple[str, str], nombre: str, datos: Datos, fichas: Sequence[Ficha]
    ) -> Pieza:
        formato = f.formato or ("perfil" if "folio" in datos else "boleta")
        datos = {"sha256": self.grabadas[donde[1]]} if f is AUDIO else datos
        nombra, vale = nombradas(fichas), tuple(map(vigencia, fichas))
        dicho = f"{f.nombre}: {nombre}"
        return Pieza(ruta_de(*donde, f), f.dibujo, formato, datos, dicho, nombra, vale, TEXTO)

    def _comunes(self, documento: str) -> Datos:
        """`huella`: la del documento que se rinde; si cambia, se rehace."""
        return {
            "huella": self.publicados[documento].sha256,
            "zona": self.definicion.calendario.zona,
            "institucion": self.sitio.institucion,
            "eleccion": f"{self.sitio.entidad}, {self.sitio.nombre}",
            "jornada": self.sitio.jornada_texto,
        }
