"""Un acuse como los que se imprimen, escrito aquí desde su formato y no con el código que se prueba."""

from __future__ import annotations

import base64
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

HUELLA = base64.urlsafe_b64encode(bytes(32)).rstrip(b"=").decode()


def acuse_firmado(llave: Ed25519PrivateKey, clave: str, folio: str, momento: datetime) -> str:
    """`clave`, la de la elección. Sus dos huellas son ceros."""
    dicho = f"C1.{clave}.{folio}.{int(momento.timestamp())}.{HUELLA}.{HUELLA}"
    return f"{dicho}.{base64.urlsafe_b64encode(llave.sign(dicho.encode())).rstrip(b'=').decode()}"
