"""El paquete que se entrega: un informe con sus archivos, un índice y la huella de cada uno."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

from conoceles.informes import consultas
from conoceles.informes.documento import en_registro, firmas
from conoceles.informes.models import Informe
from conoceles.nucleo import archivos
from conoceles.nucleo.errores import Conflicto

_EPOCA = (1980, 1, 1, 0, 0, 0)


def paquete(informe: Informe) -> bytes:
    """ZIP con PDF, libro, JSON, su firma y `INDICE.json`; si cambia algo ya enviado, también el aviso al INE.

    Desde que consta en el registro público lleva su prueba. El mismo informe con la misma prueba da los mismos octetos.
    `Conflicto` si nadie lo ha aprobado, o si acaba de generarse y quien publica aún no lo firma.
    """
    datos = {
        "informe": informe.tipo,
        "proceso": informe.proceso_id,
        "periodo": informe.periodo,
        "version": informe.version,
    }
    return zip_con_indice(datos, partes(informe))


def partes(informe: Informe) -> dict[str, bytes]:
    """Nombre → contenido de lo que acompaña a un informe aprobado."""
    if not informe.pasos.exists():
        raise Conflicto("Apruebe el informe antes de preparar su entrega.")
    hechas = {consultas.nombre(informe, f): consultas.archivo(informe, f) for f in sorted(consultas.FORMATOS)}
    hechas[consultas.nombre(informe, "firma")] = _firma(informe)
    if prueba := en_registro.prueba(informe):
        hechas[consultas.nombre(informe, "tlog-proof")] = prueba
    if (aviso := getattr(informe, "aviso_de_cambio", None)) is not None:
        hechas["aviso-de-cambio.pdf"] = archivos.leer(aviso.pdf)
    return hechas


def zip_con_indice(datos: dict[str, object], partes: dict[str, bytes]) -> bytes:
    """Las partes y `INDICE.json`, que dice qué es, cada archivo y su huella."""
    indice = {
        **datos,
        "archivos": [
            {"nombre": n, "octetos": len(o), "sha256": hashlib.sha256(o).hexdigest()}
            for n, o in partes.items()
        ],
    }
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as archivo:
        for nombre, octetos in {"INDICE.json": _json(indice), **partes}.items():
            archivo.writestr(zipfile.ZipInfo(nombre, _EPOCA), octetos, compress_type=zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def _firma(informe: Informe) -> bytes:
    """Con la llave pública al lado: la verifica cualquiera contra el JSON. Nula si no se sabe cuál la puso."""
    suya = firmas.de(informe)
    return _json({"algoritmo": "Ed25519", "firma": suya.firma, "llave": suya.llave or None})


def _json(dato: object) -> bytes:
    return json.dumps(dato, ensure_ascii=False, indent=1).encode() + b"\n"
