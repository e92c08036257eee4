"""La Comisión revisa los informes que se le presentan y deja su constancia (plan §2, §5 y §7.1)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.informes.documento.congelado import anotar
from conoceles.informes.models import RESULTADOS, Informe, RevisionDeLaComision
from conoceles.informes.operaciones import MAXIMO_CONSTANCIA
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso import consultas as procesos

MAXIMO = 5_000  # letras


@transaction.atomic
def revisar(
    *,
    informe: Informe,
    resultado: str,
    texto: str,
    constancia: str,
    fecha: date | None,
    por: Alcance,
    ahora: datetime,
) -> RevisionDeLaComision:
    """Asienta lo que dijo de esa versión. `NoEncontrado` si no es la Comisión; `ErrorDeDominio` con el campo que falta."""
    por.exigir(("consulta",), "ese informe")
    if resultado not in RESULTADOS:
        raise ErrorDeDominio("Elija el resultado.", campo="resultado")
    if resultado == "observado" and not texto.strip():
        raise ErrorDeDominio("Escriba qué observa la Comisión.", campo="texto")
    if len(texto.strip()) > MAXIMO:
        raise ErrorDeDominio(f"Caben {MAXIMO} letras; escribió {len(texto.strip())}.", campo="texto")
    if not constancia.strip():
        raise ErrorDeDominio("Escriba el número de minuta, acuerdo u oficio.", campo="constancia")
    if len(constancia.strip()) > MAXIMO_CONSTANCIA:
        raise ErrorDeDominio(f"Caben {MAXIMO_CONSTANCIA} letras.", campo="constancia")
    zona = ZoneInfo(procesos.definicion(informe.proceso_id).calendario.zona)
    if fecha is None or fecha > ahora.astimezone(zona).date():
        que = "Escriba la fecha." if fecha is None else "Esa fecha todavía no llega."
        raise ErrorDeDominio(que, campo="fecha")
    hecha = RevisionDeLaComision.objects.create(
        informe=informe,
        resultado=resultado,
        texto=texto.strip(),
        constancia=constancia.strip(),
        fecha=fecha,
        por=por.nombre or por.actor,
        en=ahora,
    )
    anotar(informe, Acto.INFORME_REVISADO, por=por, ahora=ahora)
    return hecha
