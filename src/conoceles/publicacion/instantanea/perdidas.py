"""Las instantáneas cuya lista no es la que se firmó y nadie más la tiene: salen, y la cadena de manifiestos sigue."""

from __future__ import annotations

from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol


def apartar(arbol: Arbol) -> bool:
    """Retira las que ya no se sirven. Si es la que se sirve, `True`: sale con la siguiente, que se hace entera y de las bases.

    Lo que el publicador recuerda describe a la perdida, y se olvida con ella.
    """
    perdidas = [a.name for a in arbol.instantaneas.iterdir() if not manifiesto.integra(a)]
    actual = arbol.actual()
    for perdida in perdidas:
        if perdida != actual:
            arbol.retirar(perdida)
    if actual not in perdidas:
        return False
    for estado in arbol.carpeta.glob("publicador.sqlite*"):
        estado.unlink()
    return True
