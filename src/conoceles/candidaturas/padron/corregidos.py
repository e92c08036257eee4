"""Lo que un corte dice de un nombre que ya está: si lo corrigió el instituto, vale eso; si apenas cambia, se pregunta."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from conoceles.candidaturas.models import Candidatura, CorreccionDeNombre, Persona
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.personas import curps_distintas, se_parecen
from conoceles.candidaturas.padron.renglones.normalizar import clave
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.proceso.models import Proceso

DEL_NOMBRE = frozenset({"nombre", "nombres", "primer_apellido", "segundo_apellido"})


class Corregidos:
    """Los nombres y sobrenombres de una elección que un acto corrigió: un corte atrasado no los deshace."""

    def __init__(self, proceso: Proceso) -> None:
        self._decia: dict[UUID, set[str]] = defaultdict(set)
        self._sobrenombres: set[UUID] = set()
        hechas = CorreccionDeNombre.objects.filter(candidatura__proceso=proceso)
        for quien, persona, decia in hechas.values_list("candidatura", "candidatura__persona", "decia"):
            if "sobrenombre" in decia:
                self._sobrenombres.add(quien)
            if DEL_NOMBRE & decia.keys():
                self._decia[persona].add(clave(decia.get("nombre", "")))

    def decia(self, persona: Persona, registro: Registro) -> bool:
        """Si el renglón trae un nombre que ya se le corrigió: es ella, con el error de antes."""
        return clave(registro.nombre) in self._decia.get(persona.pk, ()) and not curps_distintas(
            persona, registro
        )

    def sin_el_nombre(
        self, persona: Persona, datos: Mapping[str, object], folio: str, donde: Registro, informe: Informe
    ) -> dict[str, object]:
        """Lo que el corte dice de ella, sin tocar el nombre corregido; si dice otro, se falla."""
        if persona.pk not in self._decia:
            return dict(datos)
        if clave(str(datos["nombre"])) != clave(persona.nombre):
            _distinto(f"«{datos['nombre']}»", f"«{persona.nombre}»", folio, donde, informe)
        return {campo: valor for campo, valor in datos.items() if campo not in DEL_NOMBRE}

    def sin_el_sobrenombre(
        self, candidatura: Candidatura, datos: Mapping[str, object], donde: Registro, informe: Informe
    ) -> dict[str, object]:
        """Lo mismo, de su sobrenombre. Un corte que no lo trae no dice otra cosa."""
        if candidatura.pk not in self._sobrenombres:
            return dict(datos)
        dicho, borra = str(datos["sobrenombre"]), "sobrenombre" in donde.borrados
        if clave(dicho) != clave(candidatura.sobrenombre) and (dicho or borra):
            rotulo = f"«{candidatura.sobrenombre}»" if candidatura.sobrenombre else "sin sobrenombre"
            _distinto(f"«{dicho}»" if dicho else "sin sobrenombre", rotulo, candidatura.folio, donde, informe)
        return {campo: valor for campo, valor in datos.items() if campo != "sobrenombre"}


def ocupado(actual: Candidatura, registro: Registro, informe: Informe) -> None:
    """El lugar es de otra persona, o de la misma mal escrita: eso no se supone, se pregunta."""
    donde = (registro.hoja, registro.fila)
    if curps_distintas(actual.persona, registro) or not _parecido(actual.persona, registro):
        mensaje = (
            f"El lugar es de otra persona (folio {actual.folio}); no se aplicó. "
            "Si hubo sustitución, regístrela con su acuerdo."
        )
        informe.fallar("LUGAR_OCUPADO", mensaje, *donde)
        return
    mensaje = (
        f"En ese lugar está «{actual.persona.nombre}» (folio {actual.folio}) y el archivo dice «{registro.nombre}»: no se "
        "aplicó. ¿Es la misma persona? Si lo es, corríjalo en los actos de su candidatura; si es otra, es una sustitución "
        "y lleva su acuerdo."
    )
    informe.fallar("NOMBRE_PARECIDO", mensaje, *donde, folio=actual.folio)


def _parecido(persona: Persona, registro: Registro) -> bool:
    """Escrito igual no hay nada que corregirle: otra cosa dice que no es ella."""
    return clave(persona.nombre) != clave(registro.nombre) and se_parecen(persona.nombre, registro.nombre)


def _distinto(archivo: str, vale: str, folio: str, donde: Registro, informe: Informe) -> None:
    mensaje = f"El archivo dice {archivo} y la autoridad electoral ya lo corrigió: {vale} (folio {folio})."
    informe.fallar("NOMBRE_CORREGIDO_DISTINTO", mensaje, donde.hoja, donde.fila, folio=folio)
