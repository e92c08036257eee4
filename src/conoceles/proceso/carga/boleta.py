"""`[boleta]`: cómo se ordenan los recuadros, y qué listas van al reverso de qué boleta."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast, get_args

from conoceles.proceso.carga.tabla import Tabla
from conoceles.proceso.definicion import Boleta, Cargo
from conoceles.proceso.reglamento import Cuenta, Voto

CUENTAS: tuple[str, ...] = get_args(Cuenta)


def leer_boleta(tabla: Tabla) -> Boleta:
    """Sin la tabla, la regla no se declara y el sitio no afirma ninguna."""
    boleta = Boleta(
        regla=tabla.texto("regla") if tabla.datos else "",
        fundamento=tabla.texto("fundamento") if tabla.datos else "",
        supuesto=tabla.logico("supuesto", not tabla.datos),
        voto=_voto(tabla.tabla("voto")),
    )
    tabla.cerrar()
    return boleta


def _voto(tabla: Tabla) -> Voto | None:
    """Sin la tabla, el sitio no dice qué cuenta como voto ni ofrece practicarlo."""
    if not tabla.datos:
        return None
    casos = {
        caso: cast(Cuenta, tabla.elegida(caso, CUENTAS))
        for caso in ("ninguno", "varios", "coalicion", "escrito", "escrito_y_marcado")
    }
    voto = Voto(tabla.texto("fundamento"), tabla.logico("supuesto", False), **casos)
    tabla.cerrar()
    return voto


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
