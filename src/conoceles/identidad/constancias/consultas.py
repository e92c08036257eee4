"""Todo lo que en B no consta, para quien lo busca en la base entera."""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.constancias import halladas, olvidado


def sin_constancia() -> Iterator[tuple[str, str, str]]:
    """Folio, elección (vacíos si es de una candidatura que no existe) y frase."""
    dichas = [*halladas.alteradas().items(), *((fila.clave, olvidado.FRASE) for fila in olvidado.faltan())]
    leidas = Candidatura.objects.values_list("clave_identidad", "folio", "proceso") if dichas else ()
    de_quien = {clave: (folio, proceso) for clave, folio, proceso in leidas}
    for clave, frase in sorted(dichas, key=lambda d: (de_quien.get(d[0], ("", "")), d[1])):
        folio, proceso = de_quien.get(clave, ("", ""))
        yield folio, proceso, f"{folio or 'una candidatura que no existe'} {frase}"
