"""El registro en disco: solo crece, y un proceso muerto en cualquier paso no deja dos historias.

Antes de tocar nada público, lo que se va a agregar queda en el diario. Con el diario escrito, cada índice tiene ya su
hoja y no otra; quien siga después termina lo mismo. El punto de control se escribe al final, cuando sus tejas ya están.
"""

from __future__ import annotations

import base64
import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.registro import disco, merkle, nota, tejas
from conoceles.registro.nota import Firmante, Punto

PUNTO = "checkpoint"


class RegistroAlterado(ErrorDeDominio):
    """Lo que hay en disco no es lo que se firmó, o retrocedió: no se agrega ni se firma nada más."""


class Registro:
    """`publico`: la carpeta que se sirve, con su cerrojo. `privado`: el diario, que no se sirve."""

    def __init__(self, publico: Path, privado: Path, firmante: Firmante) -> None:
        self.publico, self.privado, self.firmante = publico, privado, firmante
        self._indices: dict[bytes, int] = {}
        privado.mkdir(parents=True, exist_ok=True, mode=0o700)
        publico.mkdir(parents=True, exist_ok=True)

    def nota(self) -> tuple[Punto, list[str]]:
        """El punto de control vigente y sus firmas; sin registro todavía, el árbol vacío sin firmas."""
        archivo = self.publico / PUNTO
        if not archivo.exists():
            return Punto(self.firmante.nombre, 0, merkle.raiz(_nada, 0, 0)), []
        return nota.leer(archivo.read_text(encoding="utf-8"))

    def tejas(self) -> tejas.Tejas:
        """Las del punto vigente."""
        return tejas.Tejas(self.publico, self.nota()[0].tamano)

    def indice(self, entrada: bytes) -> int | None:
        """En qué lugar está esa entrada; `None` si todavía no está."""
        vigentes = self.tejas()
        conocidas = len(self._indices)
        for i, hoja in enumerate(vigentes.hashes(0, conocidas, vigentes.tamano), conocidas):
            self._indices[hoja] = i
        return self._indices.get(merkle.hoja(entrada))

    def agregar(self, entradas: Sequence[bytes]) -> Punto:
        """Agrega las que falten, en ese orden, y firma. Repetirlo no agrega nada. `RegistroAlterado` si algo no cuadra."""
        with self.cerrojo():
            self._terminar()
            faltan = [e for e in dict.fromkeys(entradas) if self.indice(e) is None]
            if faltan:
                self._apuntar(faltan)
                self._terminar()
            return self.nota()[0]

    def exigir_integro(self) -> None:
        """`RegistroAlterado` si el punto no lo firmó la llave de esta instalación o sus tejas dan otra raíz."""
        punto, firmas = self.nota()
        if firmas and self.firmante.renglon(punto.texto) not in firmas:
            raise RegistroAlterado(
                "El punto de control del registro no lo firmó la llave de esta instalación."
            )
        self._comprobar_raiz(punto)

    def firmar_otra_vez(self) -> None:
        """Tras cambiar de llave: el mismo punto, con la firma de la nueva y no la de la vieja. Repetirlo no hace nada."""
        with self.cerrojo():
            punto, firmas = self.nota()
            if firmas and self.firmante.renglon(punto.texto) not in firmas:
                self._comprobar_raiz(punto)
                cofirmas = [f for f in firmas if not f.startswith(f"— {self.firmante.nombre} ")]
                self._publicar(punto, [self.firmante.renglon(punto.texto), *cofirmas])

    def cofirmar(self, punto: Punto, cofirmas: Sequence[str]) -> list[str]:
        """Suma cofirmas a ese punto, si sigue siendo el vigente. Devuelve todas las firmas del vigente."""
        with self.cerrojo():
            vigente, firmas = self.nota()
            nuevas = [c for c in cofirmas if c not in firmas]
            if vigente == punto and nuevas:
                firmas += nuevas
                self._publicar(punto, firmas)
            return firmas

    @contextmanager
    def cerrojo(self) -> Iterator[None]:
        """Uno solo escribe a la vez; el candado muere con el proceso."""
        with (self.publico / "cerrojo").open("w") as archivo:
            fcntl.flock(archivo, fcntl.LOCK_EX)
            yield

    @property
    def _diario(self) -> Path:
        return self.privado / "diario.json"

    def _apuntar(self, entradas: Sequence[bytes]) -> None:
        renglones = [base64.b64encode(e).decode() for e in entradas]
        documento = {"tamano": self.nota()[0].tamano, "entradas": renglones}
        disco.escribir(self._diario, json.dumps(documento).encode())

    def _terminar(self) -> None:
        """Lo apuntado en el diario, desde el principio: cada paso repetido deja los mismos octetos."""
        self.exigir_integro()
        punto, _ = self.nota()
        if not self._diario.exists():
            return
        apuntado = json.loads(self._diario.read_bytes())
        if apuntado["tamano"] > punto.tamano:
            raise RegistroAlterado(
                "El registro retrocedió: el diario va más adelante que el punto de control."
            )
        if apuntado["tamano"] == punto.tamano:
            self._crecer(punto, [base64.b64decode(e) for e in apuntado["entradas"]])
        self._diario.unlink()

    def _crecer(self, punto: Punto, entradas: list[bytes]) -> None:
        tamano = punto.tamano + len(entradas)
        tejas.escribir(self.publico, punto.tamano, entradas)
        nuevo = Punto(punto.origen, tamano, tejas.Tejas(self.publico, tamano).raiz())
        self._publicar(nuevo, [self.firmante.renglon(nuevo.texto)])
        tejas.retirar_parciales(self.publico, punto.tamano, tamano)

    def _comprobar_raiz(self, punto: Punto) -> None:
        try:
            raiz = tejas.Tejas(self.publico, punto.tamano).raiz()
        except (OSError, ValueError) as error:
            raise RegistroAlterado(f"Al registro le falta una teja o está cortada: {error}") from None
        if raiz != punto.raiz:
            raise RegistroAlterado("Las tejas del registro no dan la raíz que se firmó.")

    def _publicar(self, punto: Punto, firmas: Sequence[str]) -> None:
        disco.escribir(self.publico / PUNTO, nota.escribir(punto, firmas))


def leidas(publico: Path) -> tejas.Tejas | None:
    """Las del registro de esa carpeta, para leer sin la llave; nada si ahí no hay."""
    archivo = publico / PUNTO
    if not archivo.exists():
        return None
    return tejas.Tejas(publico, nota.leer(archivo.read_text(encoding="utf-8"))[0].tamano)


def _nada(altura: int, indice: int) -> bytes:
    raise LookupError
