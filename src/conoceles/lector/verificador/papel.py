"""Un acuse suelto, su PDF o su código: si lo firmó quien debía y qué dice, para compararlo con lo impreso."""

from __future__ import annotations

from pathlib import Path

from conoceles.lector.registro import llaves, prueba
from conoceles.lector.registro.llaves import Anterior
from conoceles.lector.registro.nota import NotaMala
from conoceles.lector.verificador import acuse
from conoceles.lector.verificador.acuse import Acuse, AcuseDeActo
from conoceles.lector.verificador.firmado import Resultado, SinPublicacion, llave_publica

ALTERADO = (
    "PDF: alguien cambió este archivo después de que el Instituto lo emitió. No es el acuse; pida otro."
)
SIN_SELLO = (
    "PDF: no lleva al final la firma de todo el archivo: se volvió a guardar, se le quitó o es de antes de que la llevaran. "
    "Descargue otra vez el acuse de la cuenta que envió."
)


def codigo_de_acuse(ruta: Path) -> str:
    """El código escrito en vez de la ruta, o el que lleva dentro un PDF."""
    if str(ruta).startswith((acuse.DE_ENVIO, acuse.DE_ACTO)):
        return str(ruta)
    return acuse.codigo_en(ruta.read_bytes()) if ruta.is_file() and ruta.suffix.lower() == ".pdf" else ""


def certificado_de(ruta: Path, dado: str) -> bytes:
    """La declaración de llaves de acuses que se dio o, si no, la que lleva dentro el PDF."""
    if dado:
        return Path(dado).read_bytes()
    return acuse.certificado_en(ruta.read_bytes()) if ruta.is_file() else b""


def comprobar_papel(
    codigo: str, pdf: bytes, llave: str, certificado: bytes, constancia: bytes, res: Resultado
) -> None:
    """Lo que dice queda en los avisos. `llave`, la del instituto; `constancia`, la prueba que trae, si se juzga con política.

    `pdf`: el archivo de donde salió el código, o vacío si se escribió. Un código bueno no hace bueno al papel que lo lleva.
    """
    if not llave:
        raise SinPublicacion("Para comprobar un acuse dé la llave pública del sitio: --llave llave.pub.")
    publica = llave_publica(llave)
    de_antes = acuse.autentico(codigo, publica)
    declaradas_hoy = llaves.de_acuses(certificado, [publica])
    firmado = None if de_antes else acuse.quien_firmo(codigo, declaradas_hoy)
    if firmado and firmado[1].estado == "revocada" and not _ya_constaba(firmado[1], constancia):
        res.problemas.append(
            "LLAVE: al acuse lo firmó una llave de acuses revocada, y con --politica no consta que fuera antes."
        )
    elif de_antes or firmado:
        firmante = firmado[1].vkey.publica if firmado else publica
        cual = _el_acuse(pdf, firmante, res) if pdf else "Código auténtico"
        _leer_en_voz_alta(de_antes or firmado[0], cual, res)  # type: ignore[index]
    else:
        res.problemas.append(_no_lo_firmo(certificado, bool(declaradas_hoy)))


def _el_acuse(pdf: bytes, llave: bytes, res: Resultado) -> str:
    """Cómo se le llama en los avisos: solo el PDF entero es el acuse auténtico."""
    if acuse.entero(pdf, llave):
        return "Acuse auténtico, octeto por octeto"
    res.problemas.append(ALTERADO if acuse.sello_de(pdf) else SIN_SELLO)
    return "De ese archivo solo vale el código, que es auténtico"


def _no_lo_firmo(certificado: bytes, bueno: bool) -> str:
    if bueno:
        return "ACUSE: no lo firmó esa llave ni una de acuses que ella certifique."
    if certificado:
        return "ACUSE: esa llave no firmó el acuse ni certifica la llave de acuses que trae."
    return "ACUSE: no lo firmó esa llave. Si trae solo el código, dé --acuses con el archivo log/acuses del sitio."


def _ya_constaba(llave: Anterior, constancia: bytes) -> bool:
    try:
        return prueba.prueba_de(constancia).indice < llave.hojas
    except NotaMala:
        return False


def _leer_en_voz_alta(dicho: Acuse | AcuseDeActo, cual: str, res: Resultado) -> None:
    if isinstance(dicho, AcuseDeActo):
        res.avisos.append(f"{cual}: {dicho.que}, de {dicho.eleccion}. Compárelo con lo impreso:")
        res.avisos.append(f"asentado el {dicho.momento:%Y-%m-%d a las %H:%M:%S} UTC")
        res.avisos.append(f"entrada {dicho.entrada} de la bitácora, huella {dicho.huella}")
        return
    res.avisos.append(f"{cual}: {dicho.numero}, de {dicho.eleccion}. Compárelo con lo impreso:")
    res.avisos.append(f"recibido el {dicho.momento:%Y-%m-%d a las %H:%M:%S} UTC")
    res.avisos.append(f"huella de lo curricular {dicho.huella}")
    res.avisos.append(f"compromiso de lo de identidad {dicho.compromiso}")
