"""El acuse de cómo terminó un ajuste: aplicado o no procedente, firmado, para quien lo pidió y para quien lo resolvió."""

from __future__ import annotations

from datetime import datetime

from conoceles.bitacora.actos import POR_NOMBRE, Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.decisiones import secciones_de
from conoceles.expediente.ajuste.ajustes import CAUSAS
from conoceles.marco.acuses import componer
from conoceles.nucleo.dias import momento_en_palabras
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso.definicion import Definicion

QUE = {Acto.AJUSTE_APLICADO: "Ajuste aplicado", Acto.AJUSTE_DECLINADO: "Ajuste no procedente"}


def generar(candidatura: Candidatura) -> bytes:
    """PDF accesible, con el código de su acto. La candidatura llega ya filtrada por alcance.

    `NoEncontrado` si no hay un ajuste resuelto. Nunca lo que dice una respuesta: solo qué partes se pidió cambiar.
    """
    suyas = Entrada.objects.filter(proceso=candidatura.proceso_id, folio=candidatura.folio).order_by("-id")
    resuelto = suyas.filter(acto__in=QUE).first()
    pedido = suyas.filter(acto=Acto.AJUSTE_PEDIDO).first()
    if resuelto is None or pedido is None:
        raise NoEncontrado("Esta candidatura no tiene un ajuste resuelto.")
    definicion = candidatura.definicion
    que = QUE[POR_NOMBRE[resuelto.acto]]
    return componer(resuelto, definicion, que, _renglones(candidatura, pedido, resuelto, definicion))


def _renglones(
    fila: Candidatura, pedido: Entrada, resuelto: Entrada, definicion: Definicion
) -> list[tuple[str, str]]:
    zona, datos = definicion.calendario.zona, resuelto.datos
    titulos = dict(secciones_de(fila))
    partes = [titulos.get(clave, clave) for clave in pedido.datos["secciones"]]
    recibido: datetime = fila.ajuste.recibido_en
    return [
        ("Folio de la candidatura", fila.folio),
        ("Se pidió cambiar", "; ".join(partes)),
        ("Se recibió", momento_en_palabras(recibido, zona)),
        ("Se resolvió", momento_en_palabras(resuelto.recibida, zona)),
        ("Se registró", momento_en_palabras(resuelto.momento, zona)),
        ("En su plazo", "Sí" if datos["a_tiempo"] else "No: después del día hábil siguiente"),
        *_resultado(datos),
        ("Lo resolvió", definicion.institucion.nombre),
    ]


def _resultado(datos: dict[str, str]) -> list[tuple[str, str]]:
    if causa := datos.get("causa"):
        return [
            ("Resultado", "No procede. Lo publicado sigue igual"),
            ("Causa", CAUSAS[causa][0]),
            ("Fundamento", datos["fundamento"]),
        ]
    huella = [("Huella de lo publicado", datos["huella"])] if "huella" in datos else []
    return [("Resultado", "Se aplicó. Lo publicado dice lo que se pidió"), *huella]
