"""La elección como datos: lo que una carpeta de `procesos/` dice, ya validado y sin base de datos."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from conoceles.proceso.avisos import Acuerdo as Acuerdo
from conoceles.proceso.avisos import Aviso as Aviso
from conoceles.proceso.avisos import Franja as Franja
from conoceles.proceso.boleta.ambitos import Puesto as Puesto
from conoceles.proceso.boleta.ambitos import Territorio as Territorio
from conoceles.proceso.boleta.cargo import AmbitoCargo as AmbitoCargo
from conoceles.proceso.boleta.cargo import Cargo as Cargo
from conoceles.proceso.boleta.territorio import Catalogo as Catalogo
from conoceles.proceso.boleta.territorio import Distrito as Distrito
from conoceles.proceso.boleta.territorio import EnlaceOficial as EnlaceOficial
from conoceles.proceso.boleta.territorio import Localidad as Localidad
from conoceles.proceso.boleta.territorio import Municipio as Municipio
from conoceles.proceso.boleta.territorio import SeccionElectoral as SeccionElectoral
from conoceles.proceso.calendario import Calendario as Calendario
from conoceles.proceso.calendario import Fecha as Fecha
from conoceles.proceso.calendario import GrupoDeTerritorios as GrupoDeTerritorios
from conoceles.proceso.consentimiento import EfectosDelNo
from conoceles.proceso.difusion import Difusion as Difusion
from conoceles.proceso.estrategia import Estrategia as Estrategia
from conoceles.proceso.lenguas.guia import Guia as Guia
from conoceles.proceso.lenguas.guia import Lengua as Lengua
from conoceles.proceso.lenguas.guia import TextoDeGuia as TextoDeGuia
from conoceles.proceso.padron import HojaDelMapa as HojaDelMapa
from conoceles.proceso.padron import MapaDePadron as MapaDePadron
from conoceles.proceso.padron import ReglaDeColumnas as ReglaDeColumnas
from conoceles.proceso.preguntas.cuestionario import Campo as Campo
from conoceles.proceso.preguntas.cuestionario import Condicion as Condicion
from conoceles.proceso.preguntas.cuestionario import Cuestionario as Cuestionario
from conoceles.proceso.preguntas.cuestionario import Opcion as Opcion
from conoceles.proceso.preguntas.cuestionario import Seccion as Seccion
from conoceles.proceso.preguntas.cuestionario import TipoCampo as TipoCampo
from conoceles.proceso.preguntas.declaraciones import Declaraciones as Declaraciones
from conoceles.proceso.preguntas.temas import Temas as Temas
from conoceles.proceso.reglamento import Accesos as Accesos
from conoceles.proceso.reglamento import Boleta as Boleta
from conoceles.proceso.reglamento import Conservacion as Conservacion
from conoceles.proceso.reglamento import Derechos as Derechos
from conoceles.proceso.reglamento import Fotografia as Fotografia
from conoceles.proceso.reglamento import GruposEdad as GruposEdad
from conoceles.proceso.reglamento import Recordatorios as Recordatorios
from conoceles.proceso.reglamento import Revision as Revision
from conoceles.proceso.rubrica import Rubrica
from conoceles.proceso.seguimiento import ActividadDeRuta as ActividadDeRuta
from conoceles.proceso.seguimiento import Aprobacion as Aprobacion
from conoceles.proceso.seguimiento import Area as Area
from conoceles.proceso.seguimiento import CapacitacionPrevista as CapacitacionPrevista
from conoceles.proceso.seguimiento import Entregable as Entregable
from conoceles.proceso.seguimiento import Firmante as Firmante
from conoceles.proceso.seguimiento import Seguimiento as Seguimiento

TipoFuerza = Literal["partido", "planilla", "coalicion", "candidatura_comun", "independiente", "poder"]
DESIGNAN = ("partido", "planilla")  # quien responde por todas las suyas y designa a quien captura
SIN_PARTIDO = ("independiente", "poder")  # de cada fórmula responde ella misma
EPSILON = "1.0986"  # ln 3, hacia abajo: una respuesta no se vuelve más de tres veces más creíble
UMBRAL_MINIMO = 3  # con menos, conocer el método de supresión determina celdas


@dataclass(frozen=True)
class Contienda:
    """Lo que se decide en una boleta: un cargo en un ámbito. `clave` es su dirección pública."""

    clave: str
    cargo: str
    nombre: str
    ambito: str  # «Distrito 5 · Durango», «Municipio de Lerdo», «Estado de Durango»
    distrito: int | None = None
    municipio: str | None = None
    orden: int = 0
    puestos: tuple[str, ...] = ()  # de una planilla: cómo se llama cada lugar, en su orden

    def puesto(self, posicion: int | None) -> str:
        """«Regiduría 3»; vacío si no es planilla o no se sabe el lugar."""
        return self.puestos[posicion - 1] if posicion and posicion <= len(self.puestos) else ""


def dice_planilla(nombre: str) -> bool:
    """«Planilla Roja»: la carpeta la llama así, y «la planilla de Planilla Roja» lo diría dos veces."""
    return nombre.partition(" ")[0] == "Planilla"


@dataclass(frozen=True)
class FuerzaDefinida:
    """Quien postula. `integrantes`: siglas de los partidos de una alianza."""

    siglas: str
    nombre: str
    tipo: TipoFuerza
    orden: int
    color: str = ""
    integrantes: tuple[str, ...] = ()
    sinonimos: tuple[str, ...] = ()
    confianza: str = ""  # confirmado, inferido, supuesto
    recuadro: Literal["", "propio", "comun"] = (
        ""  # de una alianza en la boleta: uno por partido o uno para todos
    )
    emblema: str = ""  # SVG, si el instituto lo da; una coalición no lleva (LGIPE, artículo 266)
    registro: date | None = None  # de un partido, el día que le da su lugar en la boleta


@dataclass(frozen=True)
class SigladoDefinido:
    """Qué partido sigla (coalición) o es de origen (candidatura común) en una contienda."""

    fuerza: str
    contienda: str
    partido: str
    confianza: str = ""  # confirmado, inferido, supuesto


@dataclass(frozen=True)
class AccionAfirmativa:
    """Una de las del acuerdo de registro. `etiqueta` y `sinonimos`: otras formas en que la escribe el padrón."""

    clave: str
    nombre: str
    etiqueta: str
    sinonimos: tuple[str, ...] = ()
    minimo: int = 0  # candidaturas que el acuerdo pide como mínimo; 0 si no lo fija
    alcance: Literal["tipo", "respuestas_del_grupo"] = "tipo"  # lo que muestra sin consentimiento (plan §13)
    grupo: str = ""  # del cuestionario de identidad; lo exige el segundo alcance


@dataclass(frozen=True)
class Institucion:
    siglas: str
    nombre: str
    unidad: str
    correo: str
    sitio: str
    domicilio: str = ""
    emblema: str = ""  # SVG
    telefono: str = ""  # el que firma los correos


@dataclass(frozen=True)
class Definicion:
    """Una elección entera. Se obtiene de `carga.leer_carpeta` o de `consultas.definicion`."""

    clave: str
    nombre: str
    entidad: str
    institucion: Institucion
    calendario: Calendario
    cargos: tuple[Cargo, ...]
    municipios: tuple[Municipio, ...]
    distritos: tuple[Distrito, ...]
    contiendas: tuple[Contienda, ...]
    fuerzas: tuple[FuerzaDefinida, ...]
    siglados: tuple[SigladoDefinido, ...]
    acciones_afirmativas: tuple[AccionAfirmativa, ...]
    curricular: Cuestionario
    identidad: Cuestionario
    avisos: tuple[Aviso, ...]
    preguntas_frecuentes: str = ""
    fotografia: Fotografia = field(default_factory=Fotografia)
    acento: str = "#0f4c5c"
    umbral_estadistico: int = 5
    epsilon: str = EPSILON  # de cada tabla de identidad, en decimal
    epsilon_extracto: str = EPSILON  # de cada pregunta del extracto para estudios
    edad_al: str = "jornada"
    cortes_datos: tuple[str, ...] = ("08:00", "20:00")
    historico: bool = False  # proceso concluido: solo archivo, sin captura
    revision: Revision = field(default_factory=Revision)
    grupos_edad: GruposEdad = field(default_factory=GruposEdad)
    conservacion: Conservacion = field(default_factory=Conservacion)
    derechos: Derechos = field(default_factory=Derechos)
    accesos: Accesos = field(default_factory=Accesos)
    recordatorios: Recordatorios = field(default_factory=Recordatorios)
    boleta: Boleta = field(default_factory=Boleta)
    difusion: Difusion = field(default_factory=Difusion)
    estrategia: Estrategia = field(default_factory=Estrategia)
    seguimiento: Seguimiento = field(default_factory=Seguimiento)
    secciones: tuple[SeccionElectoral, ...] = ()
    localidades: tuple[Localidad, ...] = ()
    catalogo: Catalogo = field(default_factory=Catalogo)
    enlaces: tuple[EnlaceOficial, ...] = ()
    guia: Guia = field(default_factory=Guia)
    consentimiento: EfectosDelNo = field(default_factory=EfectosDelNo)
    rubrica: Rubrica = field(default_factory=Rubrica)
    padron: MapaDePadron = field(default_factory=MapaDePadron)
    temas: Temas = field(default_factory=Temas)
    declaraciones: Declaraciones = field(default_factory=Declaraciones)
    territorio: Territorio = field(default_factory=Territorio)
    veda_detiene: tuple[str, ...] = ()  # qué se detiene desde `veda_inicio` hasta que termina la jornada
    actos: dict[str, Acuerdo] = field(default_factory=dict)  # los que no fijan una fecha ni un texto
    franjas: dict[str, Franja] = field(default_factory=dict)  # «captura», «sitio»

    def cargo(self, clave: str) -> Cargo:
        """Cargo por clave; `KeyError` si no existe."""
        return next(c for c in self.cargos if c.clave == clave)

    @property
    def con_partidos(self) -> bool:
        """Si postula alguno; un poder, una asamblea o una planilla postulan y no son fuerzas políticas."""
        return any(f.tipo == "partido" for f in self.fuerzas)

    @property
    def con_designadas(self) -> bool:
        """Si alguien postula y designa a quien captura: un partido o una planilla."""
        return any(f.tipo in DESIGNAN for f in self.fuerzas)

    @property
    def quien_postula(self) -> str:
        """Cómo se nombra sin decir quién es."""
        return "fuerza política" if self.con_partidos else "quien postula"

    @property
    def quienes_postulan(self) -> str:
        """Lo mismo, de varios."""
        return "fuerzas políticas" if self.con_partidos else "quienes postulan"

    @property
    def entidades(self) -> tuple[str, ...]:
        """Las que abarca, si son varias y cada una numera sus distritos."""
        return tuple(dict.fromkeys(d.entidad for d in self.distritos if d.entidad))

    def distrito(self, numero: int) -> Distrito:
        """Distrito por su número en la elección. Siempre existe el de una contienda."""
        return next(d for d in self.distritos if d.numero == numero)

    def para(self, cargo: str) -> Definicion:
        """La misma, con el cuestionario curricular que contesta quien compite por ese cargo."""
        suyo = self.curricular.para(cargo)
        return self if suyo is self.curricular else replace(self, curricular=suyo)

    def en(self, municipio: str | None, distrito: int | None) -> Definicion:
        """La misma, con el calendario de ese territorio."""
        suyo = self.calendario.de(municipio, distrito)
        return self if suyo is self.calendario else replace(self, calendario=suyo)

    def contiendas_de(self, territorios: str, fecha: str) -> list[str]:
        """Las de ese grupo de territorios o, sin decir cuál, las que siguen la fecha de toda la elección."""
        suyos = [(c.clave, self.calendario.grupo(c.municipio, c.distrito)) for c in self.contiendas]
        if territorios:
            return [clave for clave, grupo in suyos if grupo and grupo.clave == territorios]
        return [clave for clave, grupo in suyos if not grupo or fecha not in grupo.fechas]

    def dias_de(self, clave: str) -> dict[str, date | None]:
        """Contienda → el día de esa fecha en su territorio."""
        return {c.clave: self.calendario.de(c.municipio, c.distrito).dia(clave) for c in self.contiendas}

    def por_publicar(self, ahora: datetime) -> dict[str, date]:
        """Contienda de un grupo de territorios que todavía no publica → el día en que empieza."""
        if self.historico or not self.calendario.grupos:
            return {}
        dichos = self.dias_de("publicacion_inicio").items()
        return {clave: dia for clave, dia in dichos if dia and self.calendario.dia_local(ahora) < dia}

    def aviso(self, clave: str) -> Aviso:
        """Aviso por clave (`simplificado`, `integral`)."""
        return next(a for a in self.avisos if a.clave == clave)

    def grupos_que_muestran(self, acciones: Collection[str]) -> list[str]:
        """Los grupos de identidad que esas acciones afirmativas muestran sin consentimiento (plan §4.6)."""
        return [
            a.grupo
            for a in self.acciones_afirmativas
            if a.clave in acciones and a.alcance == "respuestas_del_grupo"
        ]

    def acto(self, clave: str) -> Acuerdo | None:
        """El que consta: uno de `[actos]` o el que fijó esa fecha."""
        fecha = self.calendario.fechas.get(clave)
        return self.actos.get(clave) or (fecha.acuerdo if fecha else None)

    @property
    def version_de_avisos(self) -> str:
        """Lo que se acepta: si cualquiera de los dos avisos cambia de versión, se vuelve a preguntar."""
        simplificado, integral = self.aviso("simplificado").version, self.aviso("integral").version
        return integral if simplificado == integral else f"{simplificado} / {integral}"
