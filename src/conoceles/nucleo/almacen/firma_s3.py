"""La firma de cada petición a un almacén S3: AWS Signature Version 4, con la biblioteca estándar.

https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote


def cifrar_ruta(ruta: str) -> str:
    """La de una petición: todo cifrado por ciento menos las diagonales."""
    return quote(ruta, safe="/-_.~")


def consulta(parametros: Mapping[str, str]) -> str:
    """En orden y cifrada como la firma la espera."""
    return "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(parametros.items()))


def firmar(
    metodo: str,
    ruta: str,
    parametros: Mapping[str, str],
    encabezados: Mapping[str, str],
    cuerpo: bytes,
    *,
    llave: str,
    secreto: str,
    region: str,
    momento: datetime,
) -> dict[str, str]:
    """Los mismos encabezados, que traen `Host`, y los que prueban quién pide. `momento`: hora real, en UTC."""
    instante = momento.strftime("%Y%m%dT%H%M%SZ")
    huella = hashlib.sha256(cuerpo).hexdigest()
    todos = {**encabezados, "x-amz-content-sha256": huella, "x-amz-date": instante}
    firmados = {k.lower(): " ".join(v.split()) for k, v in todos.items()}
    nombres = ";".join(sorted(firmados))
    renglones = "".join(f"{k}:{v}\n" for k, v in sorted(firmados.items()))
    canonica = "\n".join((metodo, cifrar_ruta(ruta), consulta(parametros), renglones, nombres, huella))
    alcance = f"{instante[:8]}/{region}/s3/aws4_request"
    resumen = hashlib.sha256(canonica.encode()).hexdigest()
    por_firmar = f"AWS4-HMAC-SHA256\n{instante}\n{alcance}\n{resumen}"
    clave = f"AWS4{secreto}".encode()
    for parte in alcance.split("/"):
        clave = hmac.digest(clave, parte.encode(), "sha256")
    firma = hmac.digest(clave, por_firmar.encode(), "sha256").hex()
    quien = f"Credential={llave}/{alcance}, SignedHeaders={nombres}, Signature={firma}"
    return {**todos, "Authorization": f"AWS4-HMAC-SHA256 {quien}"}
