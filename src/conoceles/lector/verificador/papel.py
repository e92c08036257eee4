"""Un acuse suelto, su PDF o su código: si lo firmó quien debía y qué dice, para compararlo con lo impreso."""

from __future__ import annotations

from pathlib import Path

from conoceles.lector.registro import llaves, prueba
from conoceles.lector.registro.llaves import Anterior
from conoceles.lector.registro.nota import NotaMala
from conoceles.lector.verificador import acuse
from conoceles.lector.verificador.acuse import Acuse, AcuseDeActo
from conoceles.lector.verificador.firmado import Resultado, SinPublicacion, llave_publica

ALTERADO = "PDF: alguien cambió este archivo después de que la autoridad electoral lo emitió. No es el acuse; pida otro."
SIN_SELLO = (
    "PDF: no lleva al final la firma de todo el archivo: se volvió a guardar, o se le quitó. "
    "Descargue otra vez el acuse de la cuenta que envió."
)


def es_codigo(ruta: Path) -> bool:
    """Si en vez de una ruta se escribió un código: largo como es, ni siquiera puede ser el nombre de un archivo."""
    return str(ruta).startswith((acuse.DE_ENVIO, acuse.DE_ACTO))


def pdf_en(ruta: Path) -> bytes:
    """Los octetos del archivo dado; vacío si se escribió el código."""
    return b"" if es_codigo(ruta) else ruta.read_bytes()


def codigo_de_acuse(ruta: Path) -> str:
    """El código escrito en vez de la ruta, o el que lleva dentro un PDF."""
    if es_codigo(ruta):
        return str(ruta)
    return acuse.codigo_en(ruta.read_bytes()) if ruta.is_file() and _es_pdf(ruta) else ""


def _es_pdf(ruta: Path) -> bool:
    """Por su nombre o por cómo empieza: al guardarlo se pierde la extensión."""
    if ruta.suffix.lower() == ".pdf":
        return True
    with ruta.open("rb") as archivo:
        return archivo.read(5) == b"%PDF-"


def certificado_de(ruta: Path, dado: str) -> bytes:
    """La declaración de llaves de acuses que se dio o, si no, la que lleva dentro el PDF."""
    if dado:
        return Path(dado).read_bytes()
    return acuse.certificado_en(pdf_en(ruta))


def comprobar_papel(
    codigo: str, pdf: bytes, llave: str, certificado: bytes, constancia: bytes, res: Resultado
) -> Acuse | AcuseDeActo | None:
    """Lo que dice, si lo firmó quien debía. `llave`, la del instituto; `constancia`, la prueba que trae, si hay política.

    `pdf`: el archivo de donde salió el código, o vacío si se escribió. Un código bueno no hace bueno al papel que lo lleva.
    """
    if not llave:
        raise SinPublicacion("Para comprobar un acuse dé la llave pública del sitio: --llave llave.pub.")
    declaradas_hoy = llaves.de_acuses(certificado, [llave_publica(llave)])
    firmado = acuse.quien_firmo(codigo, declaradas_hoy)
    if firmado is None:
        res.problemas.append(_no_lo_firmo(certificado, bool(declaradas_hoy)))
        return None
    dicho, suya = firmado
    if _despues_de_valer(suya, constancia):
        res.problemas.append(
            f"LLAVE: al acuse lo firmó una llave de acuses {suya.estado}, y con --politica no consta que fuera antes."
        )
        return None
    if pdf and not acuse.entero(pdf, suya.vkey.publica):
        res.problemas.append(ALTERADO if acuse.sello_de(pdf) else SIN_SELLO)
    return dicho


def _no_lo_firmo(certificado: bytes, bueno: bool) -> str:
    if bueno:
        return "ACUSE: no lo firmó ninguna llave de acuses que esa certifique."
    if certificado:
        return "ACUSE: esa llave no certifica la llave de acuses que trae."
    return "ACUSE: no se sabe quién lo firmó. Si trae solo el código, dé --acuses con el archivo log/acuses del sitio."


def _despues_de_valer(llave: Anterior, constancia: bytes) -> bool:
    """La fecha la escribe quien firma; si hay prueba, manda el lugar que tiene en el registro."""
    juzga = llave.estado == "revocada" or (llave.estado == "retirada" and bool(constancia))
    return juzga and not _ya_constaba(llave, constancia)


def _ya_constaba(llave: Anterior, constancia: bytes) -> bool:
    try:
        return prueba.prueba_de(constancia).indice < llave.hojas
    except NotaMala:
        return False


def leer_en_voz_alta(dicho: Acuse | AcuseDeActo, pdf: bytes, res: Resultado) -> None:
    """Lo que dice, antes que los demás avisos. Con algo que difiera, a nada se le llama auténtico."""
    if res.problemas:
        cual = "De lo presentado solo se sabe que el código lo firmó esa llave"
    else:
        cual = "Acuse auténtico, octeto por octeto" if pdf else "Código auténtico"
    res.avisos[:0] = _renglones(dicho, cual)


def _renglones(dicho: Acuse | AcuseDeActo, cual: str) -> list[str]:
    if isinstance(dicho, AcuseDeActo):
        return [
            f"{cual}: {dicho.que}, de {dicho.eleccion}. Compárelo con lo impreso:",
            f"asentado el {dicho.momento:%Y-%m-%d a las %H:%M:%S} UTC",
            f"entrada {dicho.entrada} de la bitácora, huella {dicho.huella}",
        ]
    return [
        f"{cual}: {dicho.numero}, de {dicho.eleccion}. Compárelo con lo impreso:",
        f"recibido el {dicho.momento:%Y-%m-%d a las %H:%M:%S} UTC",
        f"huella de lo curricular {dicho.huella}",
        f"compromiso de lo de identidad {dicho.compromiso}",
    ]
