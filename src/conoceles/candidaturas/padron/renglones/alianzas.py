"""Un partido que el archivo postula por su cuenta donde también va en una alianza: en la boleta estaría dos veces."""

from __future__ import annotations

from collections.abc import Sequence

from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.proceso.definicion import Definicion


def avisar_dobles(registros: Sequence[Registro], definicion: Definicion, informe: Informe) -> None:
    """Una entrada por contienda y partido, en el primer renglón del que va por su cuenta."""
    integrantes = {f.siglas: f.integrantes for f in definicion.fuerzas if f.integrantes}
    alianza_de = {
        (registro.contienda, partido): registro.fuerza
        for registro in registros
        for partido in integrantes.get(registro.fuerza, ())
    }
    dichos: set[tuple[str, str]] = set()
    for registro in registros:
        donde = (registro.contienda, registro.fuerza)
        if donde in alianza_de and donde not in dichos:
            dichos.add(donde)
            mensaje = f"{registro.fuerza} postula aquí por su cuenta y también en {alianza_de[donde]}: revise cuál es."
            informe.avisar("PARTIDO_Y_ALIANZA", mensaje, registro.hoja, registro.fila)
