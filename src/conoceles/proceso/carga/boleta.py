"""`[boleta]`: cómo se ordenan los recuadros, y qué listas van al reverso de qué boleta."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TypeVar, cast, get_args

from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Boleta, Cargo
from conoceles.proceso.reglamento import Cuenta, OrdenDeUnCargo, Voto, VotoDeVarias

CUENTAS: tuple[str, ...] = get_args(Cuenta)
DeVoto = TypeVar("DeVoto", Voto, VotoDeVarias)


def leer_boleta(tabla: Tabla) -> Boleta:
    """Sin la tabla, la regla no se declara y el sitio no afirma ninguna."""
    ordena = bool(tabla.datos.keys() - {"voto", "voto_de_varias"})
    una, varias = _voto(tabla.tabla("voto"), Voto), _voto(tabla.tabla("voto_de_varias"), VotoDeVarias)
    boleta = Boleta(
        regla=_frase(tabla) if ordena else "",
        fundamento=_fundamento(tabla) if ordena else "",
        supuesto=tabla.logico("supuesto", not ordena),
        voto=una,
        voto_de_varias=varias,
    )
    ordenes = tuple(_orden(t, boleta.fundamento) for t in tabla.tablas("ordenes"))
    tabla.cerrar()
    return replace(boleta, ordenes=ordenes)


def _frase(tabla: Tabla) -> str:
    """La regla, sin el punto final: quien la muestra la pone dentro de otra frase."""
    return tabla.texto("regla").rstrip(". ")


def _orden(tabla: Tabla, comun: str) -> OrdenDeUnCargo:
    orden = OrdenDeUnCargo(tabla.texto("cargo"), _frase(tabla), tabla.texto("fundamento", "") or comun)
    tabla.cerrar()
    return orden


def comprobar_ordenes(raiz: Tabla, boleta: Boleta, cargos: Iterable[Cargo]) -> None:
    """Cada `[[boleta.ordenes]]` es de un cargo que existe, y de uno solo."""
    faltan = [c.clave for c in cargos]
    for orden in boleta.ordenes:
        if orden.cargo in faltan:
            faltan.remove(orden.cargo)
        else:
            razon = f"«{orden.cargo}» no es un cargo de esta elección, o ya tiene su orden."
            raiz.falta("boleta.ordenes.cargo", razon)


def _fundamento(tabla: Tabla) -> str:
    if tabla.tiene("fundamento"):
        return tabla.texto("fundamento")
    razon = "una regla del orden dice en qué se apoya: el nombre de una de procesos/_derecho/reglas.toml, o el texto que se publica."
    tabla.falta("fundamento", razon)
    return ""


def _voto(tabla: Tabla, clase: type[DeVoto]) -> DeVoto | None:
    """Sin la tabla, el sitio no dice qué cuenta como voto ni ofrece practicarlo."""
    if not tabla.datos:
        return None
    casos = [campo.name for campo in fields(clase) if campo.name not in ("fundamento", "supuesto")]
    dichos = {caso: cast(Cuenta, tabla.elegida(caso, CUENTAS)) for caso in casos}
    fundamento, supuesto = tabla.texto("fundamento"), tabla.logico("supuesto", False)
    tabla.cerrar()
    return clase(fundamento=fundamento, supuesto=supuesto, **dichos)


def comprobar_reversos(raiz: Tabla, cargos: Iterable[Cargo]) -> None:
    """`al_reverso_de` nombra un cargo sin lista, y lo escribe uno con lista."""
    por_clave = {c.clave: c for c in cargos}
    for cargo in por_clave.values():
        if not cargo.al_reverso_de:
            continue
        lugar = f"cargos[{cargo.clave}].al_reverso_de"
        frente = por_clave.get(cargo.al_reverso_de)
        if cargo.lista is None:
            raiz.falta(lugar, "solo las listas de representación proporcional van al reverso de una boleta.")
        elif frente is None or frente.lista is not None:
            raiz.falta(
                lugar,
                f"«{cargo.al_reverso_de}» no es un cargo con boleta propia: use el de mayoría relativa.",
            )
