"""Otro verificador, escrito solo desde `docs/especificacion-registro.md`. No importa nada de este sistema.

Da el nombre de lo que halla mal, en una palabra de la especificación; vacío si todo está bien.
"""

from __future__ import annotations

import base64
import hmac
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from registro import segundo_manifiesto
from registro.segundo_manifiesto import H, Malo, b64, mth, por_inclusion, vale

# --- notas y política ---


@dataclass
class Llave:
    nombre: str
    clase: int
    publica: bytes

    @property
    def identidad(self) -> bytes:
        return H(self.nombre.encode() + b"\n" + bytes([self.clase]) + self.publica)[:4]


def llave(texto: str) -> Llave:
    nombre, identidad, material = texto.split("+", 2)
    octetos = b64(material)
    leida = Llave(nombre, octetos[0], octetos[1:])
    assert leida.identidad.hex() == identidad
    return leida


@dataclass
class Nota:
    texto: bytes
    firmas: list[tuple[str, bytes]]

    def la_firmo(self, de: Llave) -> bool:
        suyas = [f[4:] for n, f in self.firmas if n == de.nombre and f[:4] == de.identidad]
        for f in suyas:
            if de.clase == 4:
                hora = int.from_bytes(f[:8], "big")
                bien = vale(de.publica, f"cosignature/v1\ntime {hora}\n".encode() + self.texto, f[8:])
            else:
                bien = vale(de.publica, self.texto, f)
            if not bien:
                raise Malo("llave")
        return bool(suyas)


def nota(contenido: bytes) -> Nota:
    texto, _, firmas = contenido.decode().rpartition("\n\n")
    renglones = [re.fullmatch(r"— (\S+) (\S+)", r) for r in firmas.rstrip("\n").split("\n")]
    return Nota((texto + "\n").encode(), [(r[1], b64(r[2])) for r in renglones if r])


@dataclass
class Punto:
    origen: str
    tamano: int
    raiz: bytes
    nota: Nota


def punto(contenido: bytes) -> Punto:
    leida = nota(contenido)
    origen, tamano, raiz, *_ = leida.texto.decode().split("\n")
    return Punto(origen, int(tamano), b64(raiz), leida)


@dataclass
class Politica:
    registros: list[Llave] = field(default_factory=list)
    testigos: dict[str, Llave] = field(default_factory=dict)
    grupos: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    quorum: str = "none"

    def cumple(self, vieron: set[str], nombre: str) -> bool:
        if nombre == "none":
            return True
        if nombre in self.testigos:
            return nombre in vieron
        k, miembros = self.grupos[nombre]
        return len([m for m in miembros if self.cumple(vieron, m)]) >= k


def politica(texto: str) -> Politica:
    leida = Politica()
    for partes in (r.split() for r in texto.split("\n")):
        if not partes or partes[0].startswith("#"):
            continue
        if partes[0] == "log":
            leida.registros.append(llave(partes[1]))
        elif partes[0] == "witness":
            leida.testigos[partes[1]] = llave(partes[2])
        elif partes[0] == "group":
            miembros = partes[3:]
            k = {"any": 1, "all": len(miembros)}.get(partes[2]) or int(partes[2])
            leida.grupos[partes[1]] = (k, miembros)
        elif partes[0] == "quorum":
            leida.quorum = partes[1]
    return leida


# --- prueba, registro y manifiesto ---


@dataclass
class Prueba:
    sal: bytes
    indice: int
    camino: list[bytes]
    punto: Punto


def prueba(contenido: bytes) -> Prueba:
    cabeza, _, resto = contenido.partition(b"\n\n")
    primera, *renglones = cabeza.decode().split("\n")
    if primera != "c2sp.org/tlog-proof@v1":
        raise Malo("prueba")
    sal = b64(renglones.pop(0).removeprefix("extra ")) if renglones[0].startswith("extra ") else b""
    indice = int(renglones.pop(0).removeprefix("index "))
    return Prueba(sal, indice, [b64(r) for r in renglones], punto(resto))


def hojas_del_registro(log: Path, tamano: int) -> list[bytes]:
    entradas: list[bytes] = []
    for n in range((tamano + 255) // 256):
        ancho = min(256, tamano - n * 256)
        grupos = [f"{n // 10 ** (3 * i) % 1000:03}" for i in reversed(range(max(1, -(-len(str(n)) // 3))))]
        ruta = "/".join([*("x" + g for g in grupos[:-1]), grupos[-1]]) + (
            f".p/{ancho}" if ancho < 256 else ""
        )
        paquete = (log / "tile" / "entries" / ruta).read_bytes()
        while paquete:
            largo = int.from_bytes(paquete[:2], "big")
            entradas.append(paquete[2 : 2 + largo])
            paquete = paquete[2 + largo :]
    return entradas


def verificar(
    sitio: Path, eleccion: str, texto_de_politica: str, memoria: dict[str, Any] | None = None
) -> str:
    """El nombre de lo que está mal; vacío si nada. `memoria` se pone al día."""
    try:
        _verificar(sitio, sitio / eleccion / "actual", eleccion, politica(texto_de_politica), memoria)
    except Malo as malo:
        return str(malo)
    return ""


def _verificar(
    sitio: Path, carpeta: Path, eleccion: str, acepta: Politica, memoria: dict[str, Any] | None
) -> None:
    octetos = segundo_manifiesto.comprobar(carpeta, [r.publica for r in acepta.registros])
    entrada = f"conoceles/1 manifiesto {eleccion} {H(octetos).hex()}".encode()
    archivo = sitio / "pruebas" / (H(b"\x00" + entrada).hex() + ".tlog-proof")
    if not archivo.exists():
        raise Malo("sin registro")
    leida = prueba(archivo.read_bytes())
    _consta(leida, entrada, acepta)
    hojas = None
    if (sitio / "log" / "checkpoint").exists():
        vigente = punto((sitio / "log" / "checkpoint").read_bytes())
        if not [r for r in acepta.registros if r.nombre == vigente.origen and vigente.nota.la_firmo(r)]:
            raise Malo("llave")
        entradas = hojas_del_registro(sitio / "log", vigente.tamano)
        hojas = [H(b"\x00" + e) for e in entradas]
        if mth(hojas) != vigente.raiz:
            raise Malo("registro")
        if mth(hojas[: leida.punto.tamano]) != leida.punto.raiz:
            raise Malo("bifurcación")
        suyas = [e for e in entradas if e.startswith(f"conoceles/1 manifiesto {eleccion} ".encode())]
        if suyas[-1] != entrada:
            raise Malo("retroceso")
        if (sitio / "log" / "acuses").exists():
            declaracion = (sitio / "log" / "acuses").read_bytes()
            _de_acuses(declaracion, acepta)
            if f"conoceles/1 acuses {H(declaracion).hex()}".encode() not in entradas:
                raise Malo("sin registro")
    if memoria is not None:
        _contra_memoria(leida, hojas, eleccion, memoria)


def _consta(leida: Prueba, entrada: bytes, acepta: Politica) -> None:
    p = leida.punto
    if por_inclusion(H(b"\x00" + entrada), leida.indice, p.tamano, leida.camino) != p.raiz:
        raise Malo("prueba")
    if not [r for r in acepta.registros if r.nombre == p.origen and p.nota.la_firmo(r)]:
        raise Malo("llave")
    vieron = {nombre for nombre, t in acepta.testigos.items() if p.nota.la_firmo(t)}
    if not acepta.cumple(vieron, acepta.quorum):
        raise Malo("testigos")


def _contra_memoria(leida: Prueba, hojas: list[bytes] | None, eleccion: str, memoria: dict[str, Any]) -> None:
    tamano = len(hojas) if hojas is not None else leida.punto.tamano
    if memoria:
        if tamano < memoria["tamano"] or leida.indice < memoria.get(eleccion, 0):
            raise Malo("retroceso")
        if hojas is not None and mth(hojas[: memoria["tamano"]]) != memoria["raiz"]:
            raise Malo("bifurcación")
        if hojas is None and tamano == memoria["tamano"] and leida.punto.raiz != memoria["raiz"]:
            raise Malo("bifurcación")
    memoria |= {
        "tamano": tamano,
        "raiz": mth(hojas) if hojas is not None else leida.punto.raiz,
        eleccion: leida.indice,
    }


def verificar_acuse(codigo: str, contenido: bytes, texto_de_politica: str, declaracion: bytes) -> str:
    """Lo mismo para un acuse, la prueba que se dio con él y la declaración de llaves de acuses."""
    acepta = politica(texto_de_politica)
    dicho, _, firma = codigo.rpartition(".")
    octetos = base64.urlsafe_b64decode(firma + "=" * (-len(firma) % 4))
    try:
        suyas = [d for d in _de_acuses(declaracion, acepta) if vale(d[3].publica, dicho.encode(), octetos)]
        if not suyas:
            return "acuse"
        leida = prueba(contenido)
        compromiso = hmac.new(leida.sal, dicho.encode(), "sha256").hexdigest()
        _consta(leida, f"conoceles/1 acuse {compromiso}".encode(), acepta)
        if suyas[0][0] != "vigente" and leida.indice >= suyas[0][1]:
            return "llave"
    except Malo as malo:
        return str(malo)
    return ""


def verificar_pdf(pdf: bytes, publica: bytes) -> str:
    """El archivo de un acuse, con la llave que firmó su código."""
    cuerpo, sello = pdf[:-109], pdf[-109:]
    if not (sello.startswith(b"\n%conoceles-acuse/1 ") and sello.endswith(b"\n")):
        return "pdf"
    firma = base64.b64decode(sello[20:-1])
    return "" if vale(publica, b"conoceles-acuse/1 " + H(cuerpo).hex().encode(), firma) else "pdf"


def _de_acuses(declaracion: bytes, acepta: Politica) -> list[tuple[str, int, str, Llave]]:
    leida = nota(declaracion)
    cabeza, *renglones = leida.texto.decode().rstrip("\n").split("\n")
    nombre, _, origen = cabeza.partition(" ")
    firmantes = [r for r in acepta.registros if r.nombre == origen and leida.la_firmo(r)]
    if nombre != "conoceles-acuses/1" or not firmantes:
        raise Malo("llave")
    partes = [r.split(" ") for r in renglones]
    return [(estado, int(hojas), fecha, llave(de)) for estado, hojas, fecha, de in partes]


def verificar_perfil(contenido: bytes, archivo: bytes, texto_de_politica: str) -> str:
    """Un archivo suelto y la prueba de su perfil."""
    acepta, leida = politica(texto_de_politica), json.loads(archivo)
    try:
        manifiesto = segundo_manifiesto.perfil(contenido, leida, [r.publica for r in acepta.registros])
        eleccion = json.loads(manifiesto)["proceso"]
        entrada = f"conoceles/1 manifiesto {eleccion} {H(manifiesto).hex()}".encode()
        _consta(prueba(leida["registro"].encode()), entrada, acepta)
    except Malo as malo:
        return str(malo)
    return ""


def verificar_informe(octetos: bytes, contenido: bytes, texto_de_politica: str) -> str:
    """El JSON de un informe y la prueba que vino en su entrega."""
    acepta = politica(texto_de_politica)
    try:
        leida = prueba(contenido)
        compromiso = hmac.new(leida.sal, H(octetos).hex().encode(), "sha256").hexdigest()
        _consta(leida, f"conoceles/1 informe {compromiso}".encode(), acepta)
    except Malo as malo:
        return str(malo)
    return ""
