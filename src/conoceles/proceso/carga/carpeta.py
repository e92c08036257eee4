"""Leer una carpeta entera, con todas las comprobaciones."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from conoceles.proceso.carga.accesos import leer_accesos
from conoceles.proceso.carga.actos import leer_actos, leer_franjas
from conoceles.proceso.carga.boleta import comprobar_ordenes, comprobar_reversos, leer_boleta
from conoceles.proceso.carga.calendario import comprobar_territorios, exigidas, leer_calendario
from conoceles.proceso.carga.cargos import clave_simple, contiendas_de, leer_cargo, leer_territorio
from conoceles.proceso.carga.conservacion import leer_conservacion
from conoceles.proceso.carga.derecho import comprobar_lo_demas, fundar
from conoceles.proceso.carga.derechos import leer_derechos
from conoceles.proceso.carga.fuerzas import leer_acciones, leer_color, leer_fuerzas, leer_siglados
from conoceles.proceso.carga.lugares.localidades import Lector
from conoceles.proceso.carga.lugares.mosaico import poner_lugares
from conoceles.proceso.carga.lugares.secciones import juntar, leer_catalogo, leer_secciones
from conoceles.proceso.carga.lugares.territorio import leer_distritos, leer_municipios
from conoceles.proceso.carga.padron import ARCHIVO as PADRON
from conoceles.proceso.carga.padron import Leedor
from conoceles.proceso.carga.piezas.archivos import leer_texto, leer_toml
from conoceles.proceso.carga.piezas.faltas import DefinicionInvalida, Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.carga.preguntas.agregadas import agregar_declaraciones, agregar_temas
from conoceles.proceso.carga.preguntas.cuestionarios import leer_cuestionario
from conoceles.proceso.carga.preguntas.grupos import comprobar_alcances, leer_efectos
from conoceles.proceso.carga.preguntas.rubrica import leer_rubrica
from conoceles.proceso.carga.publico.difusion import leer_difusion
from conoceles.proceso.carga.publico.enlaces import leer_enlaces
from conoceles.proceso.carga.publico.estrategia import leer_estrategia
from conoceles.proceso.carga.publico.lenguas import leer_guia
from conoceles.proceso.carga.publico.textos import leer_avisos, leer_institucion
from conoceles.proceso.carga.publico.traducciones import comprobar_traducciones
from conoceles.proceso.carga.recordatorios import leer_recordatorios
from conoceles.proceso.carga.revision import leer_revision
from conoceles.proceso.carga.seguimiento import leer_seguimiento
from conoceles.proceso.definicion import (
    EPSILON,
    UMBRAL_MINIMO,
    Cargo,
    Contienda,
    Cuestionario,
    Definicion,
    Distrito,
    GruposEdad,
    Localidad,
    Municipio,
    SeccionElectoral,
)

ACENTO = "#0f4c5c"
DETENIBLE = ("novedades", "incrustar", "compartir", "visitas", "estrategia")
DEL_SITIO = frozenset({"estatico", "lengua", "log", "pruebas", "registro", "verificar"})
_SIN_FUERZAS = (
    "Si nadie postula, escriba una sola de tipo «independiente», con las palabras que se leerán junto a cada persona, como "
    "«Se postula por su cuenta»; el padrón no tiene que nombrarla."
)


def leer_carpeta(carpeta: Path) -> Definicion:
    """La elección de una carpeta. `DefinicionInvalida` con todas las faltas, cada una con su archivo."""
    return leer_con_archivos(carpeta)[0]


def leer_con_archivos(carpeta: Path, *, ya_cargada: bool = False) -> tuple[Definicion, dict[Path, str]]:
    """Lo mismo, y el texto de cada archivo que entró en la definición. `ya_cargada`: se enmienda lo que ya rige."""
    faltas = Faltas()
    raiz = leer_toml(carpeta, "proceso.toml", faltas)
    definicion = _leer(carpeta, raiz, faltas, ya_cargada) if raiz is not None else None
    if faltas.lista or definicion is None:
        raise DefinicionInvalida(faltas.lista)
    return definicion, faltas.leidos


def _leer(carpeta: Path, raiz: Tabla, faltas: Faltas, ya_cargada: bool) -> Definicion | None:
    d, archivos = _de_la_raiz(carpeta, raiz, faltas, ya_cargada), raiz.tabla("archivos")
    d = _territorio(raiz, archivos, carpeta, faltas, d)
    d = _postulantes(raiz, archivos, carpeta, faltas, d)
    d = _cuestionarios(archivos, carpeta, faltas, d)
    d = agregar_temas(archivos, carpeta, faltas, d)
    d = agregar_declaraciones(archivos, carpeta, faltas, d)
    d = _si_se_nombran(archivos, carpeta, faltas, d)
    archivos.cerrar()
    raiz.cerrar()
    d = _comprobada(raiz, d)
    hojas = {lengua.archivo for lengua in d.guia.lenguas}
    if any(f.archivo not in hojas for f in faltas.lista):
        return None
    comprobar_traducciones(d, faltas)
    comprobar_lo_demas(d, faltas)
    return None if faltas.lista else d


def _de_la_raiz(carpeta: Path, raiz: Tabla, faltas: Faltas, ya_cargada: bool) -> Definicion:
    """Lo que dice `proceso.toml`; lo que dicen los demás archivos, todavía vacío."""
    historico, veda = raiz.logico("historico"), raiz.tabla("veda")
    cortes = raiz.textos("cortes_datos", ("08:00", "20:00"))
    for corte in cortes:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", corte):
            raiz.falta("cortes_datos", f"«{corte}» no es una hora, como 08:00.")
    return Definicion(
        clave=_clave_de_eleccion(raiz),
        nombre=raiz.texto("nombre"),
        entidad=raiz.texto("entidad"),
        institucion=leer_institucion(raiz.tabla("institucion", obligatoria=True), carpeta, faltas),
        calendario=leer_calendario(
            raiz.tabla("calendario", obligatoria=True),
            exigidas=exigidas(historico=historico, ya_cargada=ya_cargada),
        ),
        cargos=(),
        municipios=(),
        distritos=(),
        contiendas=(),
        fuerzas=(),
        siglados=(),
        acciones_afirmativas=leer_acciones(raiz.tablas("acciones_afirmativas")),
        curricular=Cuestionario("curricular", "", ()),
        identidad=Cuestionario("identidad", "", ()),
        avisos=leer_avisos(raiz, carpeta, faltas),
        revision=leer_revision(raiz.tabla("revision")),
        grupos_edad=_grupos(raiz.tabla("grupos_edad")),
        conservacion=leer_conservacion(raiz.tabla("conservacion")),
        consentimiento=leer_efectos(raiz.tabla("consentimiento")),
        derechos=leer_derechos(raiz.tabla("derechos")),
        accesos=leer_accesos(raiz.tabla("accesos")),
        recordatorios=leer_recordatorios(raiz.tabla("recordatorios")),
        boleta=leer_boleta(raiz.tabla("boleta")),
        catalogo=leer_catalogo(raiz.tabla("catalogo")),
        enlaces=leer_enlaces(raiz.tablas("enlaces")),
        historico=historico,
        difusion=leer_difusion(raiz.tabla("difusion"), veda),
        veda_detiene=_veda(veda),
        actos=leer_actos(raiz.tabla("actos")),
        franjas=leer_franjas(raiz.tabla("franjas")),
        acento=leer_color(raiz, "acento", ACENTO),
        umbral_estadistico=raiz.entero("umbral_estadistico", 5, minimo=UMBRAL_MINIMO),
        epsilon=_epsilon(raiz, "epsilon"),
        epsilon_extracto=_epsilon(raiz, "epsilon_extracto"),
        edad_al=raiz.texto("edad_al", "jornada"),
        cortes_datos=cortes,
    )


def _epsilon(raiz: Tabla, clave: str) -> str:
    """Entre comillas y con decimales contados: el sorteo es exacto y no admite un número redondeado."""
    escrito = raiz.texto(clave, EPSILON)
    if not re.fullmatch(r"[0-4]\.[0-9]{1,4}", escrito) or not float(escrito):
        raiz.falta(
            clave, 'debe ser un número entre comillas, mayor que cero y menor que cinco, como "1.0986".'
        )
        return EPSILON
    return escrito


def _comprobada(raiz: Tabla, d: Definicion) -> Definicion:
    """Lo que una parte dice de otra, y cada regla con su cita."""
    if d.edad_al not in d.calendario.fechas:
        raiz.falta("edad_al", f"«{d.edad_al}» no es una fecha del calendario.")
    comprobar_territorios(
        raiz, d.calendario, [m.clave for m in d.municipios], [x.numero for x in d.distritos]
    )
    fundada = fundar(raiz, d)
    if d.identidad.secciones:
        comprobar_alcances(raiz, d.acciones_afirmativas, d.identidad.grupos)
    return fundada


def _si_se_nombran(archivos: Tabla, carpeta: Path, faltas: Faltas, d: Definicion) -> Definicion:
    """Los archivos que una elección puede no tener."""
    if seguimiento := archivos.texto("entregables", ""):
        d = replace(d, seguimiento=leer_seguimiento(carpeta, seguimiento, faltas))
    if estrategia := archivos.texto("estrategia", ""):
        d = replace(d, estrategia=leer_estrategia(carpeta, estrategia, faltas))
    if guia := archivos.texto("lenguas", ""):
        d = replace(d, guia=leer_guia(carpeta, guia, faltas))
    rubrica = archivos.texto("rubrica", "")
    if rubrica and d.curricular.secciones:
        campos = {c.clave for c in d.curricular.campos()}
        d = replace(d, rubrica=leer_rubrica(carpeta, rubrica, campos, faltas))
    padron = archivos.texto("padron", PADRON if (carpeta / PADRON).exists() else "")
    if padron and d.curricular.secciones:
        leedor = Leedor(d)
        d = replace(d, padron=leedor.leer(carpeta, padron, faltas))
    return d


def _clave_de_eleccion(raiz: Tabla) -> str:
    """La carpeta de la elección en el sitio: no puede ser una de las que el sitio usa para todas."""
    clave = clave_simple(raiz)
    if clave in DEL_SITIO:
        raiz.falta(
            "clave", f"«{clave}» es una carpeta que el sitio usa para todas las elecciones; elija otra."
        )
    return clave


def _veda(tabla: Tabla) -> tuple[str, ...]:
    """`[veda] detiene`: lo que invita a difundir. La información misma se puede consultar siempre."""
    detiene = tabla.textos("detiene")
    for cosa in detiene:
        if cosa not in DETENIBLE:
            tabla.falta("detiene", f"«{cosa}» no se puede detener; use {', '.join(DETENIBLE)}.")
    tabla.cerrar()
    return detiene


def _grupos(tabla: Tabla) -> GruposEdad:
    grupos = GruposEdad(
        tabla.entero("joven_desde", 18), tabla.entero("joven_hasta", 29), tabla.entero("mayor_desde", 60)
    )
    if not grupos.joven_desde <= grupos.joven_hasta < grupos.mayor_desde:
        tabla.falta("joven_hasta", "los rangos se cruzan: joven_desde ≤ joven_hasta < mayor_desde.")
    tabla.cerrar()
    return grupos


def _territorio(raiz: Tabla, archivos: Tabla, carpeta: Path, faltas: Faltas, d: Definicion) -> Definicion:
    municipios = leer_municipios(carpeta, archivos.texto("municipios", "municipios.csv"), faltas)
    if mosaico := archivos.texto("mosaico", ""):
        municipios = poner_lugares(carpeta, mosaico, municipios, faltas)
    nombres = (
        archivos.texto("distritos", "distritos.csv"),
        archivos.texto("distrito_municipio", "distrito_municipio.csv"),
    )
    suyo = leer_territorio(raiz.tabla("territorio"))
    pares = [(t, leer_cargo(t)) for t in raiz.tablas("cargos", obligatoria=True)]
    hay_distritos = any(cargo.ambito == "distrito" for _, cargo in pares)
    distritos = leer_distritos(carpeta, *nombres, municipios, faltas) if hay_distritos else ()
    contiendas: list[Contienda] = []
    for tabla, cargo in pares:
        contiendas += contiendas_de(
            tabla, cargo, entidad=d.entidad, municipios=municipios, distritos=distritos, territorio=suyo
        )
        tabla.cerrar()
    _sin_repetir(raiz, [cargo for _, cargo in pares], contiendas)
    ordenadas = tuple(replace(c, orden=orden) for orden, c in enumerate(contiendas, 1))
    cargos = tuple(cargo for _, cargo in pares)
    comprobar_reversos(raiz, cargos)
    comprobar_ordenes(raiz, d.boleta, cargos)
    secciones, localidades = _catalogo(archivos, carpeta, faltas, d.entidad, municipios, distritos)
    return replace(
        d,
        municipios=municipios,
        distritos=distritos,
        secciones=secciones,
        localidades=localidades,
        cargos=cargos,
        territorio=suyo,
        contiendas=ordenadas,
    )


def _catalogo(
    archivos: Tabla,
    carpeta: Path,
    faltas: Faltas,
    entidad: str,
    municipios: tuple[Municipio, ...],
    distritos: tuple[Distrito, ...],
) -> tuple[tuple[SeccionElectoral, ...], tuple[Localidad, ...]]:
    """Secciones y localidades, con uno de los dos archivos, con ambos o con ninguno."""
    catalogo, ine = archivos.texto("secciones", ""), archivos.texto("localidades", "")
    secciones = leer_secciones(carpeta, catalogo, municipios, distritos, faltas) if catalogo else ()
    if not ine:
        return secciones, ()
    de_localidades, localidades = Lector(ine, entidad, municipios, faltas).leer(carpeta)
    return juntar(secciones, de_localidades, distritos, ine, faltas), localidades


def _sin_repetir(raiz: Tabla, cargos: list[Cargo], contiendas: list[Contienda]) -> None:
    claves = [c.clave for c in cargos]
    for clave in sorted({c for c in claves if claves.count(c) > 1}):
        raiz.falta(f"cargos[{clave}].clave", "está repetida.")
    duenos: dict[str, str] = {}
    for contienda in contiendas:
        if duenos.setdefault(contienda.clave, contienda.cargo) != contienda.cargo:
            raiz.falta(f"cargos[{contienda.cargo}].contienda", f"«{contienda.clave}» ya es de otro cargo.")


def _postulantes(raiz: Tabla, archivos: Tabla, carpeta: Path, faltas: Faltas, d: Definicion) -> Definicion:
    fuerzas = leer_fuerzas(raiz.tablas("fuerzas", obligatoria=True, si_falta=_SIN_FUERZAS), carpeta, faltas)
    convenios = archivos.texto("convenios", "")
    siglados = leer_siglados(carpeta, convenios, fuerzas, d.contiendas, faltas) if convenios else ()
    preguntas = archivos.texto("preguntas", "")
    texto = leer_texto(carpeta, preguntas, faltas) if preguntas else ""
    return replace(d, fuerzas=fuerzas, siglados=siglados, preguntas_frecuentes=texto or "")


def _cuestionarios(archivos: Tabla, carpeta: Path, faltas: Faltas, d: Definicion) -> Definicion:
    nombres = (archivos.texto("curricular", "curricular.toml"), archivos.texto("identidad", "identidad.toml"))
    cargos = [c.clave for c in d.cargos]
    curricular = leer_cuestionario(carpeta, nombres[0], "curricular", faltas, cargos)
    identidad = leer_cuestionario(carpeta, nombres[1], "identidad", faltas, cargos)
    if curricular is None or identidad is None:
        return d
    return replace(d, curricular=curricular[0], identidad=identidad[0], fotografia=curricular[1])
