"""Un sitio con registro y testigos de verdad: los archivos, las llaves y los servidores, en pequeño."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.lector.registro import nota
from conoceles.registro import hojas, politica, pruebas, testigos
from conoceles.registro.nota import Firmante
from conoceles.registro.registro import Registro
from conoceles.testigo import memoria
from conoceles.testigo.juicio import Antes, siempre
from conoceles.testigo.memoria import Carpeta
from conoceles.testigo.servidor import Puerta
from lector.instantaneas import LLAVE, publicar

ORIGEN = "conoceles.example.mx/log"


def firmante(llave: Ed25519PrivateKey = LLAVE) -> Firmante:
    return Firmante(ORIGEN, llave.public_key().public_bytes_raw(), llave.sign)


@dataclass
class SitioDePrueba:
    """`sitio/` con una elección, `log/` y `pruebas/`; y los testigos a los que se les pide."""

    carpeta: Path
    politica: politica.Politica
    registro: Registro

    @property
    def eleccion(self) -> Path:
        return self.carpeta / "sitio" / "durango"

    @property
    def de_fuera(self) -> str:
        """La política, como si se hubiera obtenido por otro medio."""
        archivo = self.carpeta / "politica-de-fuera"
        archivo.write_bytes(self.politica.publicada(self.registro.firmante, ""))
        return str(archivo)

    def publicar(self, texto: str) -> Path:
        """Una instantánea más, ya en el registro y con las cofirmas que se consigan."""
        anterior = self.eleccion / "actual" / "manifiesto.json"
        previa = hashlib.sha256(anterior.read_bytes()).hexdigest() if anterior.exists() else None
        carpeta = publicar(self.eleccion, {"index.html": texto}, anterior=previa)
        self.asentar([hojas.de_manifiesto("durango", (carpeta / "manifiesto.json").read_bytes())])
        return carpeta

    def asentar(self, entradas: Sequence[bytes]) -> list[str]:
        self.registro.agregar(entradas)
        callados = testigos.cofirmar(self.registro, self.politica)
        pruebas.escribir(self.registro, self.carpeta / "sitio" / "pruebas", self.politica)
        (self.carpeta / "sitio/log/politica").write_bytes(self.politica.publicada(self.registro.firmante, ""))
        return callados


def sitio_en(carpeta: Path, texto: str, llave: Ed25519PrivateKey = LLAVE) -> SitioDePrueba:
    registro = Registro(carpeta / "sitio" / "log", carpeta / "privado", firmante(llave))
    return SitioDePrueba(carpeta, politica.leer(texto), registro)


@contextmanager
def con_testigos(carpeta: Path, cuantos: int) -> Iterator[tuple[str, list[Carpeta]]]:
    """Esos testigos, atendiendo. Da la política (dos de ellos, o todos si son menos) y sus carpetas."""
    renglones, carpetas = [], []
    with ExitStack() as pila:
        for n in range(cuantos):
            carpetas.append(memoria.crear(carpeta / f"testigo-{n}", f"testigo.example/{n}"))
            carpetas[-1].vigilar(nota.vkey(firmante().vkey), "")
            puerta = pila.enter_context(atendiendo(carpetas[-1]))
            renglones.append(f"witness t{n} {carpetas[-1].llave} http://127.0.0.1:{puerta.server_port}\n")
        nombres = " ".join(f"t{n}" for n in range(cuantos))
        renglones.append(f"group todos {min(2, cuantos)} {nombres}\nquorum todos\n")
        yield "".join(renglones), carpetas


@contextmanager
def atendiendo(carpeta: Carpeta, segundos: float = 20.0, antes: Antes = siempre) -> Iterator[Puerta]:
    with Puerta(("127.0.0.1", 0), carpeta, segundos, antes) as puerta:
        hilo = threading.Thread(target=puerta.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        hilo.start()
        yield puerta
        puerta.shutdown()
        hilo.join()


def visto(archivo: Path) -> dict[str, object]:
    return dict(json.loads(archivo.read_bytes())[ORIGEN])
