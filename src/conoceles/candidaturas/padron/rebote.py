"""Las candidaturas que un corte cambia sin traer su renglón: las otras de la misma persona, o de la misma fórmula."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.proceso.models import Proceso

Hecho = tuple[Candidatura, Acto, dict[str, object]]
_DE_PERSONA = {campo.name for campo in Persona._meta.fields}


def de_rebote(
    proceso: Proceso, cambiadas: Collection[tuple[Candidatura, tuple[str, ...]]]
) -> Iterator[Hecho]:
    """Lo que la bitácora dice de ellas. `cambiadas`: las del corte y los campos que cambiaron en cada una; sin ninguno, es alta."""
    personas = {c.persona_id for c, campos in cambiadas if {*campos} & _DE_PERSONA}
    formulas = {c.formula_id for c, campos in cambiadas if "responde" in campos}
    if not personas | formulas:
        return
    dichas = {c.pk for c, _ in cambiadas}
    for otra in Candidatura.objects.filter(proceso=proceso).order_by("folio").iterator():
        if otra.pk not in dichas and (otra.persona_id in personas or otra.formula_id in formulas):
            yield otra, Acto.CANDIDATURA_ACTUALIZADA, {"campos": []}
