"""Congelar un documento: sus tres archivos y la huella, como una versión más. La firma la pone quien publica."""

from __future__ import annotations

from datetime import datetime

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.informes.documento import salidas
from conoceles.informes.documento.documentos import versiones
from conoceles.informes.documento.estructura import Documento
from conoceles.informes.models import Informe
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance


def congelar(documento: Documento, *, por: Alcance, ahora: datetime) -> Informe:
    """La versión que sigue de ese documento. Se llama dentro de una transacción."""
    octetos, periodo = salidas.json(documento), documento.corte[:7]
    ultima = versiones(documento.proceso, documento.tipo, periodo).order_by("-version").first()
    informe = Informe.objects.create(
        proceso_id=documento.proceso,
        tipo=documento.tipo,
        periodo=periodo,
        version=ultima.version + 1 if ultima else 1,
        corte=datetime.fromisoformat(documento.corte),
        restringido=documento.restringido,
        huella=archivos.guardar(octetos),
        pdf=archivos.guardar(salidas.pdf(documento)),
        xlsx=archivos.guardar(salidas.xlsx(documento)),
        por=por.actor,
        en=ahora,
    )
    anotar(informe, Acto.INFORME_GENERADO, por=por, ahora=ahora)
    return informe


def anotar(informe: Informe, acto: Acto, *, por: Alcance, ahora: datetime) -> None:
    """El acto en la bitácora, con qué versión y qué huella."""
    datos = {c: getattr(informe, c) for c in ("tipo", "periodo", "version", "huella")}
    registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=informe.proceso_id, datos=datos)
