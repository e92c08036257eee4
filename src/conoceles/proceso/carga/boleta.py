"""`[boleta]`: cómo se ordenan los recuadros, y qué listas van al reverso de qué boleta."""

from __future__ import annotations

from collections.abc import Iterable

from conoceles.proceso.carga.tabla import Tabla
from conoceles.proceso.definicion import Boleta, Cargo


def leer_boleta(tabla: Tabla) -> Boleta:
    """Sin la tabla, la regla no se declara y el sitio no afirma ninguna."""
    boleta = Boleta(
        regla=tabla.texto("regla") if tabla.datos else "",
        fundamento=tabla.texto("fundamento") if tabla.datos else "",
        supuesto=tabla.logico("supuesto", not tabla.datos),
    )
    tabla.cerrar()
    return boleta


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
