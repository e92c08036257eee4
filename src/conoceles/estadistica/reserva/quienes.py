"""Quién sabe o podría saber lo que contestó cada persona, por lo que ya consta de sus candidaturas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from conoceles.candidaturas.models import Candidatura, Invitacion
from conoceles.estadistica.poblacion import Registro, quien_responde
from conoceles.expediente.models import CambioDeResponsable
from conoceles.identidad.totales.contestadas import Candidata
from conoceles.proceso.definicion import Definicion

Clase = tuple[str, ...]  # sexo, cargo y edad
NADIE = frozenset[str]()


class _Suya(NamedTuple):
    """Una candidatura de cualquier elección, siga o no."""

    clave: UUID
    persona: UUID
    curp: str
    nombre: str
    nacimiento: date | None
    proceso: str
    acciones: list[str]
    formula: UUID
    siglas: str | None

    @property
    def responde(self) -> str:
        return quien_responde(self.siglas, self.formula)

    @property
    def senas(self) -> list[object]:
        """Por cualquiera podría ser la misma persona en otra elección: su CURP, o su nombre y su fecha de nacimiento."""
        return [self.persona, *filter(None, (self.curp, self.nacimiento and (self.nombre, self.nacimiento)))]


_LEIDO = (
    "clave_identidad", "persona_id", "persona__curp_hmac", "persona__nombre", "persona__fecha_nacimiento", "proceso_id",
    "acciones_afirmativas", "formula_id", "formula__responde__siglas",
)  # fmt: skip


def candidatas_de(definicion: Definicion, todos: Sequence[Registro]) -> dict[UUID, Candidata[Clase]]:
    """Cada candidatura que se cuenta, con lo que consta de su persona en todas las suyas.

    Sabe con seguridad quien siempre ha respondido por ella, si no se la invitó a capturar; en lo demás, solo podría.
    """
    todas = {fila[0]: _Suya(*fila) for fila in Candidatura.objects.order_by().values_list(*_LEIDO)}
    de_persona, antes = _de_cada_persona(definicion.clave, todas.values()), _respondieron(definicion.clave)
    invitadas = set(Invitacion.objects.values_list("candidatura__clave_identidad", flat=True))
    resultado = dict[UUID, Candidata[Clase]]()
    for r in todos:
        suyas = de_persona[r.persona]
        cuentas = antes.get(todas[r.clave].formula, NADIE) | {r.de_quien}
        propias = [s for s in suyas.values() if s.proceso == definicion.clave]
        resultado[r.clave] = Candidata(
            grupo=(r.sexo, r.cargo, r.edad),
            persona=r.persona,
            pueden=NADIE.union(*(antes.get(s.formula, NADIE) | {s.responde} for s in propias)),
            saben=NADIE if len(cuentas) > 1 or r.clave in invitadas else cuentas,
            suyas=frozenset(suyas),
            acciones=frozenset(a for s in propias for a in s.acciones),
            se_ve="identidad" in r.salen,
        )
    return resultado


def _de_cada_persona(proceso: str, todas: Iterable[_Suya]) -> dict[UUID, dict[UUID, _Suya]]:
    """Persona de esta elección → todas sus candidaturas, y las de otra que podrían ser suyas."""
    por_sena: dict[object, list[_Suya]] = {}
    for una in todas:
        for sena in una.senas:
            por_sena.setdefault(sena, []).append(una)
    de_persona: dict[UUID, dict[UUID, _Suya]] = {}
    for una in todas:
        if una.proceso == proceso:
            juntas = de_persona.setdefault(una.persona, {})
            parecidas = (otra for sena in una.senas for otra in por_sena[sena])
            juntas.update((o.clave, o) for o in parecidas if o.persona == una.persona or o.proceso != proceso)
    return de_persona


def _respondieron(proceso: str) -> dict[UUID, frozenset[str]]:
    """Fórmula → quienes han respondido por ella además de quien responde hoy."""
    cambios = CambioDeResponsable.objects.filter(formula__contienda__proceso=proceso)
    respondieron: dict[UUID, frozenset[str]] = {}
    for formula, *siglas in cambios.values_list("formula", "antes__siglas", "ahora__siglas"):
        de_antes = frozenset(quien_responde(suyas, formula) for suyas in siglas)
        respondieron[formula] = respondieron.get(formula, NADIE) | de_antes
    return respondieron
