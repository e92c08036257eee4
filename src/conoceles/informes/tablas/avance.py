"""Q1 a Q4: cuántas candidaturas han informado, por cargo, actor, lugar y sexo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from conoceles.estadistica.poblacion import Registro, categorias
from conoceles.estadistica.terminos import contar
from conoceles.informes.contexto import Contexto
from conoceles.informes.documento.estructura import Tabla
from conoceles.proceso.definicion import FuerzaDefinida

Grupo = tuple[tuple[str, ...], Sequence[Registro]]


def general(c: Contexto) -> Tabla:
    """Q1: cargo, principio y calidad."""
    grupos: list[Grupo] = [
        ((cargo.plural, cargo.principio, nombre), c.de(cargo=cargo.clave, calidad=calidad))
        for cargo, (calidad, nombre) in product(c.definicion.cargos, categorias(c.definicion, "calidad"))
    ]
    tabla = c.tabla_de_avance("Q1", "Avance general", ("Cargo", "Principio", "Calidad"), grupos)
    return replace(tabla, nota=f"{tabla.nota} {contar(c.registros).frase}")


def por_actor(c: Contexto) -> Tabla:
    """Q2: partido, coalición, candidatura común e independientes; las alianzas, por quien responde."""
    grupos: list[Grupo] = []
    for fuerza in sorted(c.definicion.fuerzas, key=lambda f: f.orden):
        if fuerza.integrantes:
            grupos += [
                ((fuerza.nombre, siglas), c.de(fuerza=fuerza.siglas, responde=siglas))
                for siglas in fuerza.integrantes
            ]
            grupos.append(((fuerza.nombre, "por asignar"), _por_asignar(c, fuerza)))
        else:
            grupos.append(((fuerza.nombre, ""), c.de(fuerza=fuerza.siglas)))
    quien = "actor político" if c.definicion.con_partidos else c.definicion.quien_postula
    return c.tabla_de_avance("Q2", f"Avance por {quien}", ("Actor", "Sigla o responde"), grupos)


def por_lugar(c: Contexto) -> Tabla:
    """Q3: distrito, municipio o, si el cargo es de todo el estado, el estado."""
    grupos: list[Grupo] = [
        ((nombre,), c.de(distrito=clave)) for clave, nombre in categorias(c.definicion, "distrito") if clave
    ]
    grupos += [
        ((c.definicion.territorio.de(m.nombre),), c.de(distrito="", municipio=m.clave))
        for m in c.definicion.municipios
    ]
    estatales = [cargo for cargo in c.definicion.cargos if cargo.ambito == "estado"]
    grupos += [((cargo.plural,), c.de(distrito="", municipio="", cargo=cargo.clave)) for cargo in estatales]
    o_distrito = "distrito o " if c.definicion.distritos else ""
    return c.tabla_de_avance(
        "Q3", f"Avance por {o_distrito}{c.definicion.territorio.municipio}", ("Ámbito",), grupos
    )


def por_sexo(c: Contexto) -> Tabla:
    """Q4."""
    grupos: list[Grupo] = [((n,), c.de(sexo=clave)) for clave, n in categorias(c.definicion, "sexo")]
    return c.tabla_de_avance("Q4", "Avance por sexo", ("Sexo",), grupos)


def _por_asignar(c: Contexto, fuerza: FuerzaDefinida) -> Sequence[Registro]:
    """Las suyas por las que no responde ninguno de sus integrantes."""
    return [r for r in c.de(fuerza=fuerza.siglas) if r.responde not in fuerza.integrantes]
