"""Poner en vigor una definición, y guardar para siempre la que rigió."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from conoceles.nucleo import dias
from conoceles.nucleo.bases.orden import para_cambiar, poner
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.actos import sin_aprobar
from conoceles.proceso.contenido.fuentes import Fuentes
from conoceles.proceso.definicion import Contienda, Definicion
from conoceles.proceso.models import Proceso, VersionDeDefinicion
from conoceles.proceso.serie import a_json, huella


def asentar(definicion: Definicion, fuentes: Fuentes, *, ahora: datetime, inventado: bool) -> Proceso:
    """Deja vigente la definición y conserva su versión. Se llama con la transacción abierta.

    `ErrorDeDominio` si un aviso cambia de texto, o una pregunta de columna, sin cambiar de versión.
    """
    exigir_version_nueva(definicion)
    exigir_columnas_nuevas(definicion)
    datos, resumen = a_json(definicion), huella(definicion)
    proceso = poner(
        Proceso.objects.all(),
        {
            "nombre": definicion.nombre,
            "definicion": datos,
            "huella": resumen,
            "fuentes": fuentes,
            "inventado": inventado,
            "historico": definicion.historico,
            "cargado_en": ahora,
            **marcas(definicion),
        },
        clave=definicion.clave,
    )
    list(para_cambiar(proceso.contiendas.order_by("pk")))
    for contienda in definicion.contiendas:
        proceso.contiendas.filter(clave=contienda.clave).update(**plazo_de_captura(definicion, contienda))
    VersionDeDefinicion.objects.get_or_create(
        proceso=proceso, huella=resumen, defaults={"definicion": datos, "en": ahora}
    )
    return proceso


def marcas(definicion: Definicion) -> dict[str, object]:
    """Lo que la definición dice y los candados de la base leen como columna."""
    return {
        "segunda_persona": "".join(f"|{a}|" for a in definicion.revision.segunda_persona),
        "captura_autorizada": not sin_aprobar(definicion),
    }


def plazo_de_captura(definicion: Definicion, contienda: Contienda) -> dict[str, datetime | None]:
    """Desde y hasta cuándo se captura en esa contienda, en columnas que leen los candados de la base."""
    calendario = definicion.calendario.de(contienda.municipio, contienda.distrito)
    abre, cierra = calendario.dia("captura_inicio"), calendario.cierre_de_captura()
    if definicion.historico:
        return {"captura_desde": None, "captura_hasta": None}
    return {
        "captura_desde": dias.inicio(abre, calendario.zona) if abre else None,
        "captura_hasta": dias.fin(cierra, calendario.zona) if cierra else None,
    }


def exigir_version_nueva(definicion: Definicion) -> None:
    """`ErrorDeDominio` (`version`) si un aviso, o el formato de consentimiento, cambió de texto y no de versión.

    Quien lo aceptó, y el Comité que lo aprobó, aceptaron ese texto.
    """
    guardadas = VersionDeDefinicion.objects.filter(proceso=definicion.clave)
    _exigir_formato_nuevo(definicion, guardadas.values_list("definicion__consentimiento", flat=True))
    previas = guardadas.values_list("definicion__avisos", flat=True)
    textos = {(a["clave"], a["version"]): a["texto"] for avisos in previas for a in avisos}
    for aviso in definicion.avisos:
        if textos.get((aviso.clave, aviso.version), aviso.texto) != aviso.texto:
            raise ErrorDeDominio(
                f"{aviso.titulo}: cambió el texto y la versión «{aviso.version}» ya decía otra cosa. "
                "Escriba una versión nueva, para que se vuelva a leer.",
                campo="version",
            )


def _exigir_formato_nuevo(definicion: Definicion, previos: Iterable[dict[str, object] | None]) -> None:
    actual, version = a_json(definicion)["consentimiento"], definicion.consentimiento.version
    mismos = [p for p in previos if p and version and p.get("version") == version]
    if any(previo != actual for previo in mismos):
        raise ErrorDeDominio(
            f"Formato de consentimiento: cambió lo que pregunta y la versión «{version}» ya decía otra cosa. "
            "Escriba una versión nueva en [consentimiento], para que el Comité la apruebe.",
            campo="version",
        )


def exigir_columnas_nuevas(definicion: Definicion) -> None:
    """`ErrorDeDominio` (`version`) si una pregunta cambió de columna en los datos abiertos y su cuestionario no de versión.

    Quien ya usa esos archivos se entera por la versión.
    """
    for actual in (definicion.curricular, definicion.identidad):
        previos = VersionDeDefinicion.objects.filter(proceso=definicion.clave).values_list(
            f"definicion__{actual.clave}", flat=True
        )
        columnas = {
            campo["clave"]: campo["columna"]
            for previo in previos
            if previo["version"] == actual.version
            for seccion in previo["secciones"]
            for campo in seccion["campos"]
            if "columna" in campo
        }
        for campo in actual.campos():
            if columnas.get(campo.clave, campo.columna) != campo.columna:
                raise ErrorDeDominio(
                    f"{actual.clave}.toml: «{campo.clave}» cambió de columna en los datos abiertos "
                    f"(«{columnas[campo.clave]}» pasó a «{campo.columna}») y el cuestionario sigue en la versión "
                    f"«{actual.version}». Escriba una versión nueva, para que quien los usa lo sepa.",
                    campo="version",
                )
