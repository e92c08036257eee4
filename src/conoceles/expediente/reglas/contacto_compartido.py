"""El mismo teléfono, correo o dirección aparece en varias candidaturas de otras personas."""

from __future__ import annotations

from conoceles.expediente.reglas.caso import Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import contactos


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Informativa: un partido puede dar el mismo medio; conviene confirmar que no es un dato de paso."""
    hallazgos: dict[str, HallazgoDeRevision] = {}
    for marca, campo in contactos(caso.contenido, caso.cuestionario).items():
        folios = tuple(a.folio for a in caso.ajenas if marca in a.contactos)
        if len(folios) + 1 >= caso.revision.contacto_compartido:
            otras = "otra candidatura" if len(folios) == 1 else f"otras {len(folios)} candidaturas"
            mensaje = f"Un medio de contacto se repite en {otras}."
            hallazgos.setdefault(
                campo,
                HallazgoDeRevision(
                    "contacto_compartido", _seccion(caso, campo), campo, mensaje, "informativa", otras=folios
                ),
            )
    return list(hallazgos.values())


def _seccion(caso: Caso, clave: str) -> str:
    return next(s.clave for s in caso.cuestionario.secciones if any(c.clave == clave for c in s.campos))
