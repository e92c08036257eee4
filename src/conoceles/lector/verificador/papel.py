"""Un acuse suelto, su PDF o su código: si lo firmó quien debía y qué dice, para compararlo con lo impreso."""

from __future__ import annotations

from pathlib import Path

from conoceles.lector.registro import llaves, prueba
from conoceles.lector.registro.llaves import Anterior
from conoceles.lector.registro.nota import NotaMala
from conoceles.lector.verificador import acuse
from conoceles.lector.verificador.acuse import Acuse, AcuseDeActo
from conoceles.lector.verificador.firmado import Resultado, SinPublicacion, llave_publica


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


def comprobar_papel(codigo: str, llave: str, certificado: bytes, constancia: bytes, res: Resultado) -> None:
    """Lo que dice queda en los avisos. `llave`, la del instituto; `constancia`, la prueba que trae, si se juzga con política."""
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
        _leer_en_voz_alta(de_antes or firmado[0], res)  # type: ignore[index]
    else:
        res.problemas.append(_no_lo_firmo(certificado, bool(declaradas_hoy)))


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


def _leer_en_voz_alta(dicho: Acuse | AcuseDeActo, res: Resultado) -> None:
    if isinstance(dicho, AcuseDeActo):
        res.avisos.append(f"Acuse auténtico: {dicho.que}, de {dicho.eleccion}. Compárelo con lo impreso:")
        res.avisos.append(f"asentado el {dicho.momento:%Y-%m-%d a las %H:%M:%S} UTC")
        res.avisos.append(f"entrada {dicho.entrada} de la bitácora, huella {dicho.huella}")
        return
    res.avisos.append(f"Acuse auténtico {dicho.numero}, de {dicho.eleccion}. Compárelo con lo impreso:")
    res.avisos.append(f"recibido el {dicho.momento:%Y-%m-%d a las %H:%M:%S} UTC")
    res.avisos.append(f"huella de lo curricular {dicho.huella}")
    res.avisos.append(f"compromiso de lo de identidad {dicho.compromiso}")
