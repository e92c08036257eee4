"""Los cuatro números que se dicen en varias páginas, con un solo nombre cada uno (docs/glosario.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from conoceles.bitacora.estados import CON_CONTENIDO, ESPERAN, SIN_PERFIL
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.estadistica.poblacion import Registro, salen_hoy
from conoceles.expediente.models import Observacion, SeccionOculta
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.definicion import Definicion


@dataclass(frozen=True)
class Cuentas:
    """Entre las registradas que siguen en la elección; lo de quien concluyó no se suma."""

    registradas: int
    enviadas: int
    con_informacion: int
    completas: int

    @property
    def frase(self) -> str:
        """Por qué no son el mismo número."""
        registradas = cuantos(self.registradas, "candidatura registrada", "candidaturas registradas")
        enviadas = cuantos(self.enviadas, "ha enviado", "han enviado")
        visibles = cuantos(self.con_informacion, "tiene", "tienen")
        dicha = f"De {registradas}, {enviadas} su cuestionario y {visibles} información publicada"
        en_parte = self.con_informacion - self.completas
        if en_parte:
            dicha += f": {self.completas} con todo lo enviado y {en_parte} con lo que no se les observó"
        return f"{dicha}. Lo enviado se publica después de revisarse."


def contar(registros: Iterable[Registro]) -> Cuentas:
    """De todas, de un grupo o de un corte."""
    filas = list(registros)
    visibles = [r for r in filas if r.con_informacion]
    return Cuentas(
        registradas=len(filas),
        enviadas=sum(r.enviada for r in filas),
        con_informacion=len(visibles),
        completas=sum(r.estado in CON_CONTENIDO for r in visibles),
    )


def cuentas(definicion: Definicion) -> Cuentas:
    """Lo mismo que `contar` de todas las de hoy, contado en la base: de una en una solo se leen las observadas y las que
    tienen algo oculto por una orden."""
    clave, con_secciones = definicion.clave, bool(definicion.curricular.secciones)
    siguen = Candidatura.objects.filter(proceso=clave).exclude(estado__in=SIN_PERFIL).order_by()
    enviadas = siguen.filter(Exists(VersionCurricular.objects.filter(candidatura=OuterRef("pk"))))
    ocultas = SeccionOculta.objects.filter(candidatura__proceso=clave, fin_en=None).values("candidatura")
    observadas = Observacion.objects.filter(candidatura__proceso=clave).values("candidatura")
    aparte = enviadas.filter(Q(pk__in=ocultas) | Q(estado__in=ESPERAN, pk__in=observadas))
    salen = salen_hoy(definicion, list(aparte))
    con_algo = [c for c in aparte if salen[c.pk] - {"fotografia", "identidad"}]
    enteras = (
        enviadas.filter(estado__in=CON_CONTENIDO).exclude(pk__in=ocultas).count() if con_secciones else 0
    )
    return Cuentas(
        registradas=siguen.count(),
        enviadas=enviadas.count(),
        con_informacion=enteras + len(con_algo),
        completas=enteras + sum(c.estado in CON_CONTENIDO for c in con_algo),
    )
