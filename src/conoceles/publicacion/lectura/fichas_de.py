"""De lo leído en la base a la `Ficha` congelada que reciben las plantillas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from sys import intern
from uuid import UUID

from conoceles.nucleo.dias import anios
from conoceles.nucleo.texto import nombre_propio, sin_acentos
from conoceles.proceso.definicion import SIN_PARTIDO, Contienda, Definicion, Distrito
from conoceles.proceso.preguntas import condiciones
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.publicacion.fase import Fase
from conoceles.publicacion.lectura import contestado, en_papel, notas, temas, textos
from conoceles.publicacion.lectura.fichas import (
    Enlace,
    Ficha,
    FuerzaPublica,
)
from conoceles.publicacion.lectura.fila import DeRegistro, Fila, VersionPublica
from conoceles.publicacion.lectura.retrato import Foto
from conoceles.publicacion.mapa import razones

IDENTIDAD_FRASE = (
    "El cuestionario de identidad se pregunta a todas las candidaturas. Sus respuestas solo aparecen aquí si la "
    "persona lo autorizó expresamente; que no aparezcan no dice nada de ella."
)
# LGIPE, artículo 266: en una coalición cada partido conserva su recuadro; la común, lo que diga su convenio.
_RECUADROS = {"coalicion": "propio", "candidatura_comun": "comun"}
_SIN_SOBRENOMBRE = textos.Propio("")  # casi nadie lo lleva: uno para todas las fichas
_CALIDADES = {"mujer": "Propietaria", "hombre": "Propietario"}
_SOLAS = {"mujer": "Candidata", "hombre": "Candidato"}


@dataclass(frozen=True)
class Marco:
    """Lo común a todas las fichas de una elección, calculado una vez."""

    definicion: Definicion
    fase: Fase
    fuerzas: Mapping[str, FuerzaPublica]
    contiendas: Mapping[str, Contienda]
    municipios: Mapping[str, str]
    municipios_de: Mapping[str, tuple[str, ...]]
    edad_al: date | None
    por_publicar: Mapping[str, date] = field(default_factory=dict)  # contienda → desde cuándo

    @cached_property
    def de_todo_el_estado(self) -> tuple[Enlace, ...]:
        """Las boletas que se dan en todos los municipios; `folio` lleva la clave de la contienda."""
        todos, definicion = len(self.definicion.municipios), self.definicion
        con_boleta = [c for c in definicion.contiendas if not definicion.cargo(c.cargo).al_reverso_de]
        return tuple(
            Enlace(c.clave, c.nombre, c.ambito)
            for c in sorted(con_boleta, key=lambda c: c.orden)
            if len(self.municipios_de[c.clave]) == todos > 1
        )

    @cached_property
    def distritos(self) -> Mapping[int, Distrito]:
        """Por su número."""
        return {d.numero: d for d in self.definicion.distritos}

    @cached_property
    def repartidos(self) -> frozenset[str]:
        """Los municipios que se reparten entre varios distritos."""
        veces = Counter(m for d in self.definicion.distritos for m in d.municipios)
        return frozenset(m for m, cuantas in veces.items() if cuantas > 1)


def marco(definicion: Definicion, fase: Fase, por_publicar: Mapping[str, date] | None = None) -> Marco:
    """Prepara el marco de una elección. `por_publicar`: las contiendas de que todavía no sale nadie."""
    nombres = {f.siglas: f.nombre for f in definicion.fuerzas}
    fuerzas = {
        f.siglas: FuerzaPublica(
            f.siglas,
            f.nombre,
            f.tipo,
            f.color,
            f.orden,
            tuple(nombres.get(i, i) for i in f.integrantes),
            f.recuadro or _RECUADROS.get(f.tipo, ""),
        )
        for f in definicion.fuerzas
    }
    return Marco(
        definicion,
        fase,
        fuerzas,
        {c.clave: c for c in definicion.contiendas},
        {m.clave: m.nombre for m in definicion.municipios},
        {c.clave: municipios_de(definicion, c) for c in definicion.contiendas},
        definicion.calendario.dia(definicion.edad_al),
        por_publicar or {},
    )


def municipios_de(definicion: Definicion, contienda: Contienda) -> tuple[str, ...]:
    """Claves de los municipios donde se vota la contienda."""
    if contienda.municipio:
        return (contienda.municipio,)
    if contienda.distrito is not None:
        return next((d.municipios for d in definicion.distritos if d.numero == contienda.distrito), ())
    return tuple(m.clave for m in definicion.municipios)


def fichas(filas: Sequence[Fila], marco: Marco) -> list[Ficha]:
    """Fichas de contiendas completas, en el mismo orden; la compañera sale de las propias filas."""
    formulas: dict[UUID, list[Fila]] = {}
    for fila in filas:
        formulas.setdefault(fila.datos.formula, []).append(fila)
    return [ficha(fila, formulas[fila.datos.formula], marco) for fila in filas]


def ficha(fila: Fila, formula: Sequence[Fila], marco: Marco) -> Ficha:
    """El perfil público de una candidatura."""
    registrada = _en_la_boleta(_registrada(fila, marco), fila, formula, marco)
    contenido: Respuestas = fila.version.contenido if fila.version else {}
    explicada = _explicada(registrada, fila, contenido, marco)
    return _actualizada(explicada, fila, fila.version, contenido, marco) if fila.version else explicada


def _registrada(fila: Fila, marco: Marco) -> Ficha:
    """Lo que dicen el padrón y la elección, haya enviado algo o no."""
    d, definicion = fila.datos, marco.definicion
    contienda = marco.contiendas[fila.contienda]
    cargo, fuerza = definicion.cargo(contienda.cargo), marco.fuerzas[d.fuerza]
    nombre, puesto = _nombre(d), contienda.puesto(d.posicion)
    return Ficha(
        folio=fila.folio,
        vinculos=fila.vinculos,
        nombre=nombre,
        nombre_orden=_orden(d, nombre),
        iniciales=intern(_iniciales(nombre)),
        sobrenombre=textos.Propio(" ".join(d.sobrenombre.split())) or _SIN_SOBRENOMBRE,
        cargo=cargo.clave,
        cargo_nombre=cargo.nombre,
        principio=cargo.principio,
        calidad=intern(d.calidad),
        calidad_texto=calidad_texto(d, sola=len(cargo.calidades_en(puesto)) == 1),
        contienda=contienda.clave,
        contienda_nombre=contienda.nombre,
        ambito=contienda.ambito,
        distrito=contienda.distrito,
        municipios=marco.municipios_de[contienda.clave],
        fuerza=fuerza,
        siglado_por=_siglado(d, fuerza, marco),
        posicion=d.posicion if cargo.con_lugares else None,
        puesto=puesto,
        sexo=intern(d.sexo),
        edad=_edad(d, marco.edad_al),
        reeleccion=d.reeleccion,
        circunscripcion="" if cargo.principio == "RP" else d.circunscripcion,
    )


def _en_la_boleta(registrada: Ficha, fila: Fila, formula: Sequence[Fila], marco: Marco) -> Ficha:
    """Con quién comparte fórmula, por qué acción se postuló, y a quién nombra el papel si ya se imprimió."""
    impreso, suyas = marco.definicion.calendario.dia("boletas_impresion"), fila.datos.acciones_afirmativas
    acciones = [a for a in marco.definicion.acciones_afirmativas if a.clave in suyas]
    impresa = en_papel.quien(fila.notas.antes, impreso, marco.fase)
    companeras = _companeras(fila, formula)
    return replace(
        registrada,
        companera=next(iter(companeras), None),
        mas_companeras=companeras[1:],
        acciones_afirmativas=tuple(a.nombre for a in acciones),
        acciones_claves=tuple(a.clave for a in acciones),
        en_papel=impresa,
        aviso_boleta=en_papel.aviso(impresa),
    )


def _explicada(registrada: Ficha, fila: Fila, contenido: Respuestas, marco: Marco) -> Ficha:
    """Con lo que contestó, y por qué está vacío lo que lo está."""
    responsable = _responsable(fila.datos, registrada.fuerza, marco)
    matices = condiciones.matices(marco.definicion.curricular, contenido)
    return replace(
        registrada,
        estado=razones.estado(fila),
        estado_texto=razones.frase(fila, responsable, marco.fase),
        secciones=contestado.secciones(fila, contenido, matices, marco, responsable),
        identidad=contestado.identidad(fila, marco),
        identidad_frase="" if marco.fase == "archivo" else IDENTIDAD_FRASE,
        rasgos=contestado.rasgos(contenido, matices, marco),
        notas=notas.de_la_fila(fila, marco.definicion),
        foto_razon=razones.de_la_foto(fila, responsable, marco.fase),
    )


def _actualizada(
    explicada: Ficha, fila: Fila, version: VersionPublica, contenido: Respuestas, marco: Marco
) -> Ficha:
    """Con lo último que se publica de ella y de cuándo es."""
    definicion, zona = marco.definicion, marco.definicion.calendario.zona
    return replace(
        explicada,
        foto=_foto(version),
        con_informacion=bool(contenido),
        temas=temas.elegidos(contenido, definicion),
        acuse=fila.acuse,
        huella=version.huella,
        actualizada=textos.iso(version.en, zona),
        actualizada_texto=textos.momento(version.en, zona),
    )


def calidad_texto(d: DeRegistro, *, sola: bool = False) -> str:
    """«Propietaria», «Propietario», «Suplente» o «Suplente 2»; sin sexo binario, en forma neutra.

    `sola`: el cargo no lleva suplente.
    """
    sexo = d.sexo
    if sola:
        return _SOLAS.get(sexo, "Persona candidata")
    if d.calidad == "suplente":
        return f"Suplente {d.suplencia}" if d.suplencia else "Suplente"
    return _CALIDADES.get(sexo, "Persona propietaria")


def _nombre(d: DeRegistro) -> str:
    """El de su ficha y el que se lee en la de su fórmula son el mismo: se guarda una vez."""
    return intern(nombre_propio(d.nombre))


def _orden(d: DeRegistro, nombre: str) -> str:
    partes = (d.primer_apellido, d.segundo_apellido, d.nombres)
    return sin_acentos(" ".join(partes) if partes[0] and partes[2] else nombre)


def _iniciales(nombre: str) -> str:
    palabras = [p for p in nombre.split() if p[:1].isupper()] or nombre.split()
    return "".join(p[0] for p in (palabras[:1] + palabras[1:][-2:-1] or palabras[:2])).upper()


def _siglado(d: DeRegistro, fuerza: FuerzaPublica, marco: Marco) -> str:
    aliada = fuerza.tipo in ("coalicion", "candidatura_comun")
    return _partido(d, marco) if aliada else ""


def _partido(d: DeRegistro, marco: Marco) -> str:
    """Su nombre, como lo dice la definición: el renglón de la base lo puede cambiar otro cliente."""
    return marco.fuerzas[d.responde].nombre if d.responde else ""


def _responsable(d: DeRegistro, fuerza: FuerzaPublica, marco: Marco) -> str:
    """Donde no hay partidos, nadie es independiente de ninguno."""
    if fuerza.tipo == "independiente" and marco.definicion.con_partidos:
        return "la propia candidatura independiente"
    if fuerza.tipo in SIN_PARTIDO:
        return "la propia candidatura"
    return _partido(d, marco) or fuerza.nombre


def _edad(d: DeRegistro, al: date | None) -> int | None:
    return anios(d.nacimiento, al) if d.nacimiento and al else d.edad_publicada


def _companeras(fila: Fila, formula: Sequence[Fila]) -> tuple[Enlace, ...]:
    """Las demás personas de su fórmula, la propietaria primero."""
    return tuple(
        Enlace(otra.folio, _nombre(otra.datos), calidad_texto(otra.datos))
        for otra in formula
        if otra.folio != fila.folio
    )


def _foto(version: VersionPublica) -> Foto | None:
    return Foto(version.fotografia) if version.fotografia else None
