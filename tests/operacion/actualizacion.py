"""Se actualiza, se escribe, se vuelve a la anterior y se actualiza otra vez, mientras alguien lee y alguien entra.

Corre como proceso aparte, en la red de la máquina donde ya está la anterior: `python -m operacion.actualizacion RAIZ PID
ENLACE COMMIT`. Las órdenes son las del manual («Actualizar»). Dice, en un renglón de JSON por vez, lo que se vio entretanto.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from operacion import primer_perfil
from operacion.asomada import Asomada, cerrada
from operacion.maquina import Maquina, autoridades
from operacion.primer_perfil import CAPTURA, SITIO, Gente
from personas import CLAVE
from recorridos.navegador import hasta
from recorridos.viaje import captura
from recorridos.viaje.instituto import designar
from recorridos.viaje.persona import Persona

FUENTE = "usr/src/conoceles.git"
DISCO = f"/var/lib/conoceles/sitio/{CLAVE}"
SALUD = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8001/salud/listo').status)"
ABRE = 60.0  # segundos, tope: la captura tarda en abrir después de reiniciarse
CON_LA_PRIMERA = "Lo escrito con la primera"


@dataclass
class Viaje:
    """`publicados`: el folio de cada perfil que ya se lee → quien lo capturó."""

    aparte: Maquina
    gente: Gente
    publicados: dict[str, Persona]

    def ordenar(self, bloque: int) -> None:
        """Ese bloque de «Actualizar», con alguien que lee el sitio y alguien que va a entrar a la captura."""
        manual = (RAIZ_PROYECTO / "docs" / "manuales" / "operacion.md").read_text(encoding="utf-8")
        ordenes = manual.partition("\n## Actualizar\n")[2].split("```sh\n")[bloque].partition("```")[0]
        publico, privado = Asomada(SITIO, self.rutas()), Asomada(CAPTURA, ["/cuenta/entrar/"], 0.25)
        inicio = time.monotonic()
        self.aparte.correr("bash", "-ec", ordenes, **autoridades())
        tardo = time.monotonic() - inicio
        hasta(lambda: time.monotonic() > inicio + tardo + 3, 10)  # lo que se recarga después
        leidas, entradas = publico.terminar(), privado.terminar()
        visto = {
            "tardo": round(tardo, 1),
            "paginas": len(leidas),
            "malas": [
                f"{v.ruta} a los {v.cuando - inicio:.1f} s: {v.salio}, {v.tardo:.2f} s"
                for v in leidas if v.mala()
            ],
            "captura_cerrada": round(cerrada(entradas), 1),
        }  # fmt: skip
        print(json.dumps(visto, ensure_ascii=False), flush=True)

    def rutas(self) -> list[str]:
        """La portada, la elección, una boleta, un retrato, lo que responde el lector, y cada perfil."""
        actual = self.aparte.raiz / DISCO.lstrip("/") / "actual"
        archivos = next(actual.glob("contiendas/*/index.html")).parent, next(actual.rglob("*.webp"))
        propias = [f"{p.relative_to(actual)}{'/' * p.is_dir()}" for p in archivos]
        propias += ["", "verificar/", "buscar/?q=maestra", "datos/", "manifiesto.json"]
        propias += [f"candidaturas/{folio}/" for folio in self.publicados]
        return ["/", *(f"/{CLAVE}/{ruta}" for ruta in propias)]

    def queda(self, commit: str) -> None:
        """La versión pedida, con todo: los perfiles se leen, y el sitio y los acuses verifican. Dice qué errores halla."""
        assert commit[:12] in self.aparte.correr("/opt/conoceles/conoceles", "--version")
        hasta(lambda: self.aparte.intentar("python3", "-c", SALUD).stdout.strip() == "200", ABRE)
        unidades = self.aparte.correr(
            "systemctl", "list-unit-files", "--state=enabled", "--plain", "--no-legend", "conoceles-*"
        )
        suyas = self.aparte.correr("ls", "/opt/conoceles/operacion/systemd").split()
        assert {renglon.split()[0] for renglon in unidades.splitlines()} <= {
            *suyas
        }  # ninguna de otra versión
        self.aparte.correr("conoceles", "publicar", "--proceso", CLAVE)
        hallado = json.loads(self.aparte.intentar("conoceles", "comprobar", "--json").stdout)
        errores = sorted({h["codigo"] for h in hallado if h["gravedad"] == "error"})
        print(json.dumps({"errores": errores}, ensure_ascii=False), flush=True)
        self.aparte.correr("/opt/conoceles/conoceles", "verificar", DISCO)
        for folio, quien in self.publicados.items():
            assert "maestra rural" in primer_perfil.perfil(folio)[1], folio
            adentro(quien)
            acuse = quien.ir(f"candidaturas/{folio}/acuse/").enlaces()["Descargar el acuse en PDF"]
            (self.aparte.raiz / "srv" / "acuse.pdf").write_bytes(quien.ir(acuse).cuerpo)
            llave = f"{DISCO}/actual/verificar/llave.pub"
            self.aparte.correr("/opt/conoceles/conoceles", "verificar", "/srv/acuse.pdf", "--llave", llave)

    def terminar(self, quien: Persona, folio: str, motivo: str) -> None:
        """Lo escrito está; lo acaba, y se publica."""
        adentro(quien)
        adentro(self.gente.cora)
        assert motivo in quien.ir(f"candidaturas/{folio}/motivo/").texto
        primer_perfil.terminar(self.gente.casa, quien, self.gente.cora, folio)
        assert motivo in primer_perfil.perfil(folio)[1]
        self.publicados[folio] = quien


def adentro(quien: Persona) -> None:
    """Si la versión nueva guarda de otro modo las sesiones, hay que volver a entrar."""
    if "cuenta/entrar" in quien.ir("").direccion:
        quien.entrar()


def a_medias(quien: Persona, folio: str, motivo: str) -> None:
    """Una sección, y otra que la página guardó sola, sin que nadie pulsara nada."""
    captura.leer_avisos(quien, folio)
    quien.ir(f"candidaturas/{folio}/estudios/")
    quien.pulsar("Guardar y continuar", **captura.CURRICULAR["estudios"])
    pagina = quien.ir(f"candidaturas/{folio}/motivo/")
    valores = pagina.con_boton("Guardar y continuar").valores | {"motivo": [motivo]}
    cabeceras = {
        "Cookie": "; ".join(f"{k}={v}" for k, v in quien.galletas.items()),
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": quien.raiz, "Referer": pagina.direccion, "X-Autoguardado": "1",
    }  # fmt: skip
    partes = urlsplit(pagina.direccion)
    conexion = primer_perfil.por_tls(partes)
    conexion.request("POST", partes.path, urlencode(valores, doseq=True), cabeceras)
    assert json.loads(conexion.getresponse().read())["version"] == 1


def recorrer(aparte: Maquina, enlace: str, nuevo: str) -> None:
    hasta(
        lambda: aparte.intentar("python3", "-c", SALUD).stdout.strip() == "200", ABRE
    )  # la anterior no la espera
    gente = primer_perfil.recorrer(aparte, enlace)
    viaje = Viaje(aparte, gente, {gente.folio: gente.pita})
    viejo = aparte.correr("git", "-C", "/opt/conoceles", "rev-parse", "HEAD").strip()
    hilda = captura.suyas(gente.pita)["Hilda Jáquez Solís"]
    a_medias(gente.pita, hilda, CON_LA_PRIMERA)
    subprocess.run(["git", "-C", str(aparte.raiz / FUENTE), "branch", "-f", "estable", nuevo], check=True)

    viaje.ordenar(1)
    viaje.queda(nuevo)
    viaje.terminar(gente.pita, hilda, CON_LA_PRIMERA)
    adentro(gente.dina)
    beto = designar(gente.casa, gente.dina, "beto@example.mx", "Beto Báez", "Elvira")
    a_medias(beto, captura.suyas(beto)["Elvira Salas Solís"], "Lo escrito con la segunda")

    del viaje.publicados[hilda]  # se publicó después de la copia: al volver está otra vez a medias
    viaje.ordenar(2)
    viaje.queda(viejo)
    viaje.terminar(gente.pita, hilda, CON_LA_PRIMERA)

    viaje.ordenar(1)
    viaje.queda(nuevo)


if __name__ == "__main__":
    recorrer(Maquina(Path(sys.argv[1]), int(sys.argv[2])), sys.argv[3], sys.argv[4])
