"""El sitio de una elección: contiendas, municipios y lo común a todas las páginas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from django.conf import settings

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.boleta import se_elige
from conoceles.proceso.definicion import Cargo, Contienda, Definicion
from conoceles.proceso.lenguas.traducibles import vigentes
from conoceles.publicacion.fase import abre
from conoceles.publicacion.lectura import temas, textos
from conoceles.publicacion.lectura.fichas import (
    ContiendaPublica,
    Ficha,
    Papel,
    SeElige,
    SitioPublico,
)
from conoceles.publicacion.lectura.fichas_de import Marco
from conoceles.publicacion.sitio import contenido, papel, territorio


def comun(marco: Marco, *, inventado: bool, franja: str = "") -> SitioPublico:
    """Lo que toda página necesita y ninguna candidatura cambia."""
    d = marco.definicion
    return SitioPublico(
        clave=d.clave,
        nombre=d.nombre,
        entidad=d.entidad,
        institucion=d.institucion.nombre,
        siglas=d.institucion.siglas,
        unidad=d.institucion.unidad,
        correo=d.institucion.correo,
        jornada_texto=textos.dia(d.calendario.dia("jornada")),
        publicacion_inicio_texto=textos.dia(abre(d)),
        acento=d.acento,
        emblema=d.institucion.emblema,
        emblemas=tuple((f.siglas, f.emblema) for f in d.fuerzas if f.emblema),
        inventado=inventado,
        practica=settings.PRACTICA,
        territorio=d.territorio,
        archivo=marco.fase == "archivo",
        abierto=marco.fase != "antes",
        paginas=tuple(
            p for p, hay in (("preguntas", d.preguntas_frecuentes.strip()), ("guia", d.guia.textos)) if hay
        ),
        con_lenguas=any(vigentes(d, lengua) for lengua in d.guia.lenguas),
        detenido=d.veda_detiene if marco.fase == "veda" else (),
        franja=franja,
        fuerzas=tuple(sorted(marco.fuerzas.values(), key=lambda f: f.orden)),
        filtros=tuple((c.clave, c.filtro) for c in d.curricular.campos() if c.filtro),
        comparados=contenido.comparados(d.curricular),
        se_elige=tuple(
            SeElige(que, c.que_hace, _como_se_gana(d, c), c.clave) for c, que in se_elige.dichos(d)
        ),
        enlaces=() if marco.fase == "archivo" else d.enlaces,
        catalogo=d.catalogo,
        temas=temas.catalogo(d),
        acuerdo_temas=textos.acuerdo(d.actos.get("temas")),
    )


def _como_lo_dicen(cargo: SeElige, boletas: Iterable[ContiendaPublica]) -> SeElige:
    """Lo que dicen todas sus boletas, si dicen lo mismo: que hay una sola opción, por ejemplo."""
    dichos = {b.como_se_gana for b in boletas if b.cargo == cargo.cargo}
    return replace(cargo, como_se_gana=dichos.pop()) if len(dichos) == 1 else cargo


def contiendas(
    marco: Marco,
    fichas: Iterable[Ficha],
    *,
    solo: Collection[str] | None = None,
    armar: Callable[[Marco, str, Sequence[Ficha]], ContiendaPublica] | None = None,
) -> tuple[ContiendaPublica, ...]:
    """Las contiendas en su orden, cada una con su boleta completa; `solo` limita cuáles (por su clave).

    `armar`: quién arma cada una, si no es `contienda`.
    """
    grupos: dict[str, list[Ficha]] = {
        c.clave: []
        for c in sorted(marco.definicion.contiendas, key=lambda c: c.orden)
        if solo is None or c.clave in solo or marco.definicion.cargo(c.cargo).al_reverso_de
    }
    for ficha in fichas:
        if ficha.contienda in grupos:
            grupos[ficha.contienda].append(ficha)
    hechas = [(armar or contienda)(marco, clave, suyas) for clave, suyas in grupos.items()]
    atras = _al_reverso(marco, hechas)
    return tuple(
        _con_reverso(boleta, atras.get(boleta.cargo, ()))
        for boleta in hechas
        if solo is None or boleta.clave in solo
    )


def contienda(marco: Marco, clave: str, fichas: Sequence[Ficha]) -> ContiendaPublica:
    """Una boleta, con sus personas en el orden del papel."""
    c = marco.contiendas[clave]
    cargo = marco.definicion.cargo(c.cargo)
    suyo = marco.distritos[c.distrito] if c.distrito is not None else None
    impreso = _frente(marco, cargo, fichas) if cargo.lista is None else None
    return ContiendaPublica(
        clave=c.clave,
        nombre=c.nombre,
        cargo=cargo.clave,
        cargo_nombre=cargo.nombre,
        principio=cargo.principio,
        ambito=c.ambito,
        distrito=c.distrito,
        municipios=marco.municipios_de[clave],
        fichas=papel.en_su_orden(fichas, impreso.recuadros) if impreso else tuple(fichas),
        con_informacion=sum(f.con_informacion for f in fichas),
        como_se_gana=_como_se_gana(marco.definicion, cargo, _opciones(cargo, fichas)),
        puestos=c.puestos,
        en_bloques=bool(cargo.bloques),
        donde=_donde(marco, c),
        cambio=suyo.cambio if suyo else "",
        tambien=tuple(e for e in marco.de_todo_el_estado if e.folio != clave),
        frente=marco.definicion.cargo(cargo.al_reverso_de).nombre if cargo.al_reverso_de else "",
        papel=impreso,
        de_planillas=_de_planillas(marco, cargo, fichas) if cargo.puestos else None,
        del_distrito=suyo.nombre if suyo else "",
        desde=textos.dia(marco.por_publicar.get(clave)),
    )


def _como_se_gana(d: Definicion, cargo: Cargo, opciones: int = 2) -> str:
    return se_elige.como_se_gana(cargo, d.territorio, con_partidos=d.con_partidos, opciones=opciones)


def _opciones(cargo: Cargo, fichas: Sequence[Ficha]) -> int:
    """Entre cuántas escoge quien vota: planillas, listas o fórmulas."""
    if cargo.lista is not None or cargo.puestos:
        return len({f.fuerza.siglas for f in fichas})
    return len(papel.formulas(fichas))


def _frente(marco: Marco, cargo: Cargo, fichas: Sequence[Ficha]) -> Papel:
    boleta = marco.definicion.boleta
    regla, fundamento = boleta.orden(cargo.clave)
    return Papel(
        papel.recuadros(fichas, tuple(marco.fuerzas.values())),
        regla=regla,
        fundamento=f"{fundamento} (por confirmar)" if boleta.supuesto else fundamento,
        voto=boleta.voto if cargo.votos == 1 else boleta.voto_de_varias,
        votos=cargo.votos,
    )


def _de_planillas(marco: Marco, cargo: Cargo, fichas: Sequence[Ficha]) -> Papel:
    """El recuadro de cada planilla, con quien la encabeza: es lo que se marca; sus puestos se leen en las listas."""
    encabezan = {f.fuerza.siglas: f.posicion for f in reversed(fichas)}
    return _frente(marco, cargo, [f for f in fichas if encabezan[f.fuerza.siglas] == f.posicion])


def _al_reverso(marco: Marco, hechas: Iterable[ContiendaPublica]) -> dict[str, list[ContiendaPublica]]:
    """Cargo del frente → las boletas que pueden ir en su reverso."""
    atras: dict[str, list[ContiendaPublica]] = {}
    for boleta in hechas:
        if frente := marco.definicion.cargo(boleta.cargo).al_reverso_de:
            atras.setdefault(frente, []).append(boleta)
    return atras


def _con_reverso(boleta: ContiendaPublica, atras: Iterable[ContiendaPublica]) -> ContiendaPublica:
    """Al reverso van las listas de los cargos que lo declaran y se votan en los mismos municipios."""
    if boleta.papel is None:
        return boleta
    suyas = [otra for otra in atras if set(boleta.municipios) <= set(otra.municipios)]
    return replace(boleta, papel=replace(boleta.papel, reverso=tuple(papel.listas(suyas))))


def frentes(marco: Marco, claves: Collection[str]) -> set[str]:
    """Las contiendas en cuya boleta, al reverso, se imprimen esas."""
    cargos = {marco.definicion.cargo(marco.contiendas[c].cargo).al_reverso_de for c in claves}
    return {c.clave for c in marco.definicion.contiendas if c.cargo in cargos}


def _donde(marco: Marco, contienda: Contienda) -> tuple[str, ...]:
    """Los municipios de su distrito; del que se reparte entre varios se dice que solo una parte."""
    if contienda.distrito is None:
        return ()
    nombres = (
        (marco.municipios.get(m, m), m in marco.repartidos) for m in marco.municipios_de[contienda.clave]
    )
    return tuple(
        f"{n} (una parte)" if repartido else n
        for n, repartido in sorted(nombres, key=lambda x: sin_acentos(x[0]))
    )


def completo(base: SitioPublico, marco: Marco, boletas: tuple[ContiendaPublica, ...]) -> SitioPublico:
    """El sitio con sus contiendas y sus cuentas, para las páginas que las muestran."""
    return replace(
        base,
        contiendas=boletas,
        se_elige=tuple(_como_lo_dicen(x, boletas) for x in base.se_elige),
        municipios=territorio.municipios(marco),
        total=sum(len(b.fichas) for b in boletas),
        con_informacion=sum(b.con_informacion for b in boletas),
    )
