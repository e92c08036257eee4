"""Los cuatro números que se dicen en varias páginas, con un solo nombre cada uno (docs/glosario.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from conoceles.bitacora.estados import CON_CONTENIDO, ESPERAN, SIN_PERFIL
from conoceles.candidaturas.consultas_base import CandidaturaQuerySet
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


def cuentas(definicion: Definicion, estados: Mapping[str, int], *, enviadas: int) -> Cuentas:
    """Lo mismo que `contar` de todas las de hoy: de una en una solo se leen las observadas y las que tienen algo oculto
    por una orden. `estados`: cuántas hay en cada uno; `enviadas`: de las que siguen, cuántas tienen algo enviado."""
    ordenes = SeccionOculta.objects.filter(fin_en=None).values("candidatura")
    ocultas = list(_enviaron(definicion).filter(pk__in=ordenes))
    observada = Exists(Observacion.objects.filter(candidatura=OuterRef("pk")))
    observadas = Candidatura.objects.filter(observada, proceso=definicion.clave, estado__in=ESPERAN)
    aparte = [*ocultas, *observadas.exclude(pk__in=ordenes).order_by()]
    salen = salen_hoy(definicion, aparte)
    con_algo = [c for c in aparte if salen[c.pk] - {"fotografia", "identidad"}]
    enteras = _con_contenido(definicion, estados, enviadas) - sum(c.estado in CON_CONTENIDO for c in ocultas)
    return Cuentas(
        registradas=sum(n for estado, n in estados.items() if estado not in SIN_PERFIL),
        enviadas=enviadas,
        con_informacion=enteras + len(con_algo),
        completas=enteras + sum(c.estado in CON_CONTENIDO for c in con_algo),
    )


def _enviaron(definicion: Definicion) -> CandidaturaQuerySet:
    """De las que siguen, las que tienen algo enviado."""
    siguen = Candidatura.objects.filter(proceso=definicion.clave).exclude(estado__in=SIN_PERFIL).order_by()
    return siguen.filter(Exists(VersionCurricular.objects.filter(candidatura=OuterRef("pk"))))


def _con_contenido(definicion: Definicion, estados: Mapping[str, int], enviadas: int) -> int:
    """Si las enviadas son tantas como dicen los estados, bastan ellos; si no, se mira cada una."""
    if sum(estados.get(e, 0) for e in (*ESPERAN, *CON_CONTENIDO)) == enviadas:
        return sum(estados.get(e, 0) for e in CON_CONTENIDO)
    return _enviaron(definicion).filter(estado__in=CON_CONTENIDO).count()
