"""Qué formatos hay de cada perfil y de cada boleta, y de qué documento publicado sale cada uno."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import clase, programas
from conoceles.difusion.hacer import resumen
from conoceles.difusion.piezas import Pieza
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.api.publicar import ruta_de_boleta, ruta_de_perfil
from conoceles.publicacion.instantanea.materiales import CARPETA, vigencia
from conoceles.publicacion.instantanea.renglones.renglon import Renglon
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico

# Tandas: las imágenes no esperan a los textos, ni los textos a la voz, ni nada de lo que está en español a otra lengua.
TEXTO, VOZ, LENGUAS = 1, 2, 3
Publicados = Mapping[str, Renglon]


@dataclass(frozen=True)
class Formato:
    """Cómo se llama, en qué archivo va, quién lo hace y qué programa necesita."""

    clave: str
    nombre: str
    archivo: str
    dibujo: str
    formato: str = ""
    programa: str = ""

    @property
    def tipo(self) -> str:
        """La extensión, como se lee."""
        return self.archivo.rpartition(".")[2].upper()


LLANO = Formato("llano", "Texto llano", "perfil.txt", "llano")
BRAILLE = Formato("braille", "Braille sin contraer", "perfil.brf", "braille", programa="braille")
CONTRAIDO = Formato(
    "contraido", "Braille contraído", "perfil-contraido.brf", "braille", "contraido", "braille"
)
GRANDE = Formato("grande", "Letra grande", "letra-grande.pdf", "grande")
EPUB = Formato("epub", "Libro electrónico", "libro.epub", "epub")
LECCION = Formato("leccion", "Hoja para el aula", "leccion.pdf", "leccion")
AUDIO = Formato("audio", "Audio, con voz sintética", "audio.opus", "audio", programa="audio")
DE_BOLETA = (GRANDE, EPUB, AUDIO, LECCION)


def de_perfil(d: Definicion) -> tuple[Formato, ...]:
    """Los que se hacen de cada persona: texto y braille siempre; los demás, si la elección lo declara."""
    contraido = (CONTRAIDO,) if d.difusion.braille_contraido else ()
    return (LLANO, BRAILLE, *contraido, *((GRANDE, EPUB, AUDIO) if d.difusion.por_perfil else ()))


def nombradas(fichas: Sequence[Ficha]) -> tuple[str, ...]:
    """Ellas, sus compañeras de fórmula y quienes el papel puede nombrar en su lugar: de todas se dice el nombre."""
    otras = (e for f in fichas for e in (*f.companeras, f.en_papel) if e and e.nombre)
    return tuple(dict.fromkeys((*(f.folio for f in fichas), *(e.folio for e in otras))))


def ruta_de(donde: str, clave: str, formato: Formato) -> str:
    """`donde`: «candidaturas» o «contiendas»."""
    return f"{CARPETA}{donde}/{clave}/{formato.archivo}"


def se_hace(formato: Formato, boleta: ContiendaPublica | None = None) -> bool:
    """Si está su programa, y si esa boleta lo lleva: la hoja para el aula es de las que tienen papel propio."""
    con_papel = boleta is None or boleta.papel is not None
    return not programas.faltan(formato.programa) and (con_papel or formato is not LECCION)


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
            ruta, formato = ruta_de("candidaturas", ficha.folio, f), f.formato or "perfil"
            nombra, vale = nombradas([ficha]), (vigencia(ficha),)
            if f is AUDIO and ficha.folio in self.grabadas:
                yield self._grabada(ruta, ficha.folio, nombra, vale)
            elif f is AUDIO:
                pista = Pieza("", "pista", "sola", datos, "", nombra, vale, VOZ)
                yield self._audio(ruta, ficha.nombre, datos, (pista,), nombra, vale)
            else:
                yield Pieza(
                    ruta, f.dibujo, formato, datos, f"{f.nombre}: {ficha.nombre}", nombra, vale, TEXTO
                )

    def de_boleta(self, boleta: ContiendaPublica) -> Iterator[Pieza]:
        """Los de una boleta entera."""
        datos = self._comunes(ruta_de_boleta(boleta.clave)) | {"boleta": boleta.clave}
        nombra, vale = nombradas(boleta.fichas), tuple(map(vigencia, boleta.fichas))
        for f in self._se_hacen(DE_BOLETA, boleta.clave, boleta):
            ruta = ruta_de("contiendas", boleta.clave, f)
            if f is AUDIO and boleta.clave in self.grabadas:
                yield self._grabada(ruta, boleta.clave, nombra, vale)
            elif f is AUDIO:
                yield self._audio(
                    ruta, boleta.nombre, datos, self._pistas(boleta, datos, nombra), nombra, vale
                )
            else:
                dicho = f"{f.nombre}: {boleta.nombre}"
                de_ella = self._de_la_leccion(boleta) if f is LECCION else {}
                yield Pieza(ruta, f.dibujo, "boleta", datos | de_ella, dicho, nombra, vale, TEXTO)

    def _de_la_leccion(self, boleta: ContiendaPublica) -> Datos:
        con_partidos = self.definicion.con_partidos
        return {
            "lugares": self.sitio.territorio.municipios.capitalize(),
            "palabras": clase.las_que_se_leen(boleta.fichas, con_partidos=con_partidos),
        }

    def _se_hacen(
        self, formatos: Iterable[Formato], donde: str, boleta: ContiendaPublica | None = None
    ) -> list[Formato]:
        """Lo grabado por una persona no necesita programa."""
        return [f for f in formatos if se_hace(f, boleta) or (f is AUDIO and donde in self.grabadas)]

    def _grabada(self, ruta: str, donde: str, nombra: tuple[str, ...], vale: tuple[str, ...]) -> Pieza:
        datos = {"sha256": self.grabadas[donde]}
        return Pieza(ruta, "grabacion", "opus", datos, AUDIO.nombre, nombra, vale, TEXTO)

    def _pistas(self, boleta: ContiendaPublica, datos: Datos, nombra: tuple[str, ...]) -> tuple[Pieza, ...]:
        personas = (
            Pieza(
                "",
                "pista",
                "persona",
                self._comunes(ruta_de_perfil(f.folio)) | {"folio": f.folio},
                "",
                (f.folio,),
            )
            for f in boleta.fichas
        )
        return (Pieza("", "pista", "portada", datos, "", nombra), *personas)

    def _audio(
        self,
        ruta: str,
        titulo: str,
        datos: Datos,
        pistas: tuple[Pieza, ...],
        nombra: tuple[str, ...],
        vale: tuple[str, ...],
    ) -> Pieza:
        propios = {"pistas": [resumen(p) for p in pistas], "titulo": f"{titulo} ({datos['huella'][:16]})"}
        return Pieza(ruta, "audio", "opus", propios, f"{AUDIO.nombre}: {titulo}", nombra, vale, VOZ, pistas)

    def _comunes(self, documento: str) -> Datos:
        """`huella`: la del documento que se rinde; si cambia, se rehace."""
        return {
            "huella": self.publicados[documento].sha256,
            "zona": self.definicion.calendario.zona,
            "institucion": self.sitio.institucion,
            "eleccion": f"{self.sitio.entidad}, {self.sitio.nombre}",
            "jornada": self.sitio.jornada_texto,
        }


def que_faltan() -> list[str]:
    """Qué no se puede hacer en esta instalación, por su nombre público."""
    return [f.nombre for f in (BRAILLE, AUDIO) if programas.faltan(f.programa)]
