"""Verificar una publicación, y que ninguna alteración pase."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.lector.verificador import unico
from conoceles.lector.verificador.verificar import SinPublicacion, examinar, main, verificar
from lector.instantaneas import PUBLICA, archivos_de, firma, hoja, huella, manifiesto, publicar

HONDO = b"[" * 100_000  # agota la pila de quien lo lee


def suprimir(carpeta: Path, ruta: str) -> bytes:
    """Deja la lista firmada con la hoja de ese archivo junto a la instantánea."""
    renglones = (carpeta / "manifiesto.renglones").read_text().splitlines()
    [suya] = [hoja(r).hex() for r in renglones if r.startswith(f"{ruta}\t")]
    octetos = json.dumps({"formato": 2, "hojas": [suya]}).encode()
    (carpeta / "suprimidos.json").write_bytes(octetos)
    (carpeta / "suprimidos.firma").write_bytes(firma(octetos))
    return octetos


def test_una_publicacion_intacta_no_tiene_problemas(carpeta: Path) -> None:
    resultado = examinar(carpeta)
    assert (resultado.problemas, resultado.avisos) == ([], [])
    assert resultado.archivos == 8  # tres, cuatro comprimidos y la llave
    assert resultado.instantaneas == [carpeta.name]


def test_cada_archivo_distinto_se_nombra(carpeta: Path) -> None:
    (carpeta / "index.html").write_text("HOLA")
    (carpeta / "fotos/a.avif").unlink()
    (carpeta / "candidaturas/F1/index.html.gz").write_bytes(b"")
    (carpeta / "nuevo.txt").write_text("")
    assert verificar(carpeta) == [
        "TEXTO: candidaturas/F1/index.html.gz: su contenido no es el publicado.",
        "TEXTO: fotos/a.avif: falta.",
        "TEXTO: index.html: su contenido no es el publicado.",
        "TEXTO: nuevo.txt: sobra, no está en el manifiesto.",
    ]


def test_lo_suprimido_por_ley_es_aviso_y_no_alteracion(carpeta: Path) -> None:
    (carpeta / "fotos/a.avif").unlink()
    (carpeta / "index.html").unlink()
    suprimir(carpeta, "fotos/a.avif")
    resultado = examinar(carpeta)
    assert resultado.avisos == ["fotos/a.avif: suprimido por ley."]
    assert resultado.problemas == ["TEXTO: index.html: falta."]


def test_una_lista_de_suprimidos_sin_firma_no_excusa_nada(carpeta: Path) -> None:
    (carpeta / "index.html").unlink()
    falsa = suprimir(carpeta, "index.html")
    (carpeta / "suprimidos.firma").write_bytes(firma(falsa + b" "))
    assert verificar(carpeta) == [
        "MANIFIESTO: suprimidos.json: la firma no corresponde.",
        "TEXTO: index.html: falta.",
    ]
    (carpeta / "suprimidos.firma").unlink()
    assert verificar(carpeta) == [
        "MANIFIESTO: suprimidos.firma: falta o no se puede leer.",
        "TEXTO: index.html: falta.",
    ]


def test_un_archivo_suprimido_que_sigue_ahi_alterado_es_problema(carpeta: Path) -> None:
    suprimir(carpeta, "index.html")
    (carpeta / "index.html").write_text("otra cosa")
    assert verificar(carpeta) == ["TEXTO: index.html: su contenido no es el publicado."]


def test_un_manifiesto_retocado_no_pasa_la_firma(carpeta: Path) -> None:
    """Ni con la lista y la raíz del texto cambiado."""
    (carpeta / "index.html").write_text("otro")
    hay = {r: (carpeta / r).read_bytes() for r in archivos_de(carpeta)}
    octetos, lista = manifiesto("e", hay, None)
    (carpeta / "manifiesto.json").write_bytes(octetos)
    (carpeta / "manifiesto.renglones").write_bytes(lista)
    assert verificar(carpeta) == ["MANIFIESTO: manifiesto.json: la firma no corresponde."]


def test_otra_llave_no_pasa_por_la_publicada_ni_por_la_dada(carpeta: Path, tmp_path: Path) -> None:
    intrusa = Ed25519PrivateKey.from_private_bytes(b"9" * 32)
    octetos = (carpeta / "manifiesto.json").read_bytes()
    publica = base64.b64encode(intrusa.public_key().public_bytes_raw()).decode()
    ajena = {"llave": publica, "firma": base64.b64encode(intrusa.sign(octetos)).decode()}
    (carpeta / "manifiesto.firma").write_text(json.dumps(ajena))
    esperado = ["LLAVE: manifiesto.firma: la llave que firmó no es la esperada."]
    assert verificar(carpeta) == esperado
    (carpeta / "manifiesto.firma").write_bytes(firma(octetos))
    archivo = tmp_path / "llave.pub"
    archivo.write_bytes(PUBLICA)
    marca = hashlib.sha256(base64.b64decode(PUBLICA)).hexdigest()
    for dada in (str(archivo), PUBLICA.decode(), marca, marca.upper()):
        assert verificar(carpeta, dada) == []
    for dada in (publica, "0" * 64):
        assert verificar(carpeta, dada) == esperado


def test_sin_firma_o_con_firma_ilegible(carpeta: Path) -> None:
    for contenido in (b"", b"[]", b'{"llave": 1}', b"\xff", HONDO):
        (carpeta / "manifiesto.firma").write_bytes(contenido)
        assert verificar(carpeta) == ["MANIFIESTO: manifiesto.firma: falta o no se puede leer."]
    (carpeta / "manifiesto.firma").unlink()
    assert verificar(carpeta) == ["MANIFIESTO: manifiesto.firma: falta o no se puede leer."]


@pytest.mark.parametrize(
    "octetos",
    [
        b"",
        b"[]",
        b'{"formato":2}',
        b'{"formato":1,"archivos":{}}',
        b'{"formato":1,"hojas":0,"raiz":""}',
        HONDO,
    ],
)
def test_un_manifiesto_ilegible_aunque_este_firmado(carpeta: Path, octetos: bytes) -> None:
    (carpeta / "manifiesto.json").write_bytes(octetos)
    (carpeta / "manifiesto.firma").write_bytes(firma(octetos))
    assert verificar(carpeta) == [
        "MANIFIESTO: manifiesto.json: no se puede leer o no es de un formato conocido."
    ]


def test_un_manifiesto_no_hace_leer_fuera_de_la_carpeta(carpeta: Path) -> None:
    octetos, lista = manifiesto("e", {"../x": b"", "/etc/passwd": b"", "x" * 5000: b""}, None)
    (carpeta / "manifiesto.renglones").write_bytes(lista)
    (carpeta / "manifiesto.json").write_bytes(octetos)
    (carpeta / "manifiesto.firma").write_bytes(firma(octetos))
    fuera = [p for p in verificar(carpeta) if "fuera de la publicación" in p]
    assert len(fuera) == 2
    assert f"TEXTO: {'x' * 5000}: no se puede leer." in verificar(carpeta)


def test_la_cadena_de_una_eleccion(eleccion: Path, carpeta: Path) -> None:
    segunda = publicar(eleccion, {"index.html": "dos"}, anterior=huella(carpeta))
    resultado = examinar(eleccion)
    assert resultado.problemas == []
    assert sorted(resultado.instantaneas) == sorted([carpeta.name, segunda.name])
    publicar(eleccion, {"index.html": "tres"}, anterior=huella(carpeta))
    assert verificar(eleccion) == [
        f"MANIFIESTO: la instantánea {segunda.name} no está en la cadena de la publicación actual."
    ]


def test_la_cadena_sigue_por_los_manifiestos_guardados(eleccion: Path) -> None:
    primera = publicar(eleccion, {"index.html": "uno"})
    segunda = publicar(eleccion, {"index.html": "dos"}, anterior=huella(primera))
    publicar(eleccion, {"index.html": "tres"}, anterior=huella(segunda))
    (eleccion / "manifiestos").mkdir()
    nombre = segunda.name
    for de in (primera, segunda):
        for clase in ("json", "firma"):
            destino = eleccion / "manifiestos" / f"{de.name}.{clase}"
            destino.write_bytes((de / f"manifiesto.{clase}").read_bytes())
    segunda.rename(eleccion / "retirada")
    guardado = eleccion / "manifiestos" / f"{nombre}.json"
    assert (examinar(eleccion).problemas, examinar(eleccion).avisos) == ([], [])
    bueno = guardado.read_bytes()
    guardado.write_bytes(bueno + b" ")
    problemas = verificar(eleccion)
    assert f"MANIFIESTO: manifiestos/{nombre}.json: la firma no corresponde." in problemas
    assert any(p.startswith(f"MANIFIESTO: manifiestos/{nombre}.json: debería llamarse") for p in problemas)
    guardado.unlink()
    assert any("La cadena llega hasta" in a for a in examinar(eleccion).avisos)
    assert verificar(eleccion) == [
        f"MANIFIESTO: la instantánea {primera.name} no está en la cadena de la publicación actual."
    ]


def test_una_carpeta_con_nombre_ajeno_se_nombra(eleccion: Path, carpeta: Path) -> None:
    carpeta.rename(carpeta.with_name("f" * 16))
    (eleccion / "actual").unlink()
    (eleccion / "actual").symlink_to("instantaneas/" + "f" * 16)
    assert verificar(eleccion) == [
        f"MANIFIESTO: {'f' * 16}: la carpeta debería llamarse {carpeta.name}, según su manifiesto."
    ]


def test_un_archivo_suelto_dentro_de_la_publicacion(carpeta: Path) -> None:
    perfil = carpeta / "candidaturas" / "F1" / "index.html"
    assert verificar(perfil) == []
    perfil.write_text("otra")
    assert verificar(perfil) == ["TEXTO: candidaturas/F1/index.html: su contenido no es el publicado."]


def test_un_archivo_descargado_se_reconoce_por_su_huella_se_llame_como_se_llame(
    carpeta: Path, tmp_path: Path
) -> None:
    bajado = _descargar(carpeta, tmp_path)
    perfil = bajado / "index.html"  # el de un perfil, con el nombre que le puso el navegador
    perfil.write_text("María")
    firmante, reconocido = examinar(perfil).avisos
    assert hashlib.sha256(base64.b64decode(PUBLICA)).hexdigest() in firmante
    assert reconocido == "index.html es candidaturas/F1/index.html, tal como se publicó."
    assert len(examinar(perfil, PUBLICA.decode()).avisos) == 1
    assert verificar(perfil) == []
    perfil.write_text("Marta")
    assert verificar(perfil) == ["TEXTO: index.html: su contenido no es el publicado."]
    (bajado / "datos.csv").write_text("inventado")
    assert "no es de esta publicación" in verificar(bajado / "datos.csv")[0]
    (bajado / "manifiesto.firma").unlink()
    assert verificar(perfil)[0] == "MANIFIESTO: manifiesto.firma: falta o no se puede leer."


def test_una_descarga_comprueba_lo_que_hay_y_no_pide_lo_demas(carpeta: Path, tmp_path: Path) -> None:
    bajado = _descargar(carpeta, tmp_path)
    perfil = bajado / "candidaturas" / "F1" / "index.html"
    perfil.parent.mkdir(parents=True)
    perfil.write_text("María")
    (bajado / "llave.pub").write_bytes(PUBLICA + b"\n")
    resultado = examinar(bajado, descarga=True)
    assert (resultado.problemas, resultado.archivos) == ([], 2)
    assert "TEXTO: index.html: falta." in verificar(bajado)  # sin --descarga no puede faltar nada
    perfil.write_text("hola")  # el de la portada, en el lugar de un perfil
    assert examinar(bajado, descarga=True).problemas == [
        "TEXTO: candidaturas/F1/index.html: su contenido no es el publicado."
    ]


def _descargar(carpeta: Path, tmp_path: Path) -> Path:
    """Una carpeta con el manifiesto, su lista y su firma, como quien los bajó del sitio."""
    bajado = tmp_path / "bajado"
    bajado.mkdir()
    for nombre in ("manifiesto.json", "manifiesto.renglones", "manifiesto.firma"):
        (bajado / nombre).write_bytes((carpeta / nombre).read_bytes())
    return bajado


def test_muchas_diferencias_se_resumen(carpeta: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(30):
        (carpeta / f"sobra-{n}.txt").write_text("")
    assert main([str(carpeta)]) == 1
    salida = capsys.readouterr().out
    assert salida.count("DIFIERE") == 20
    assert "Y 10 diferencias más" in salida


def test_codigos_de_salida_y_json(carpeta: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(carpeta), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bien"] is True
    (carpeta / "index.html").unlink()
    assert main([str(carpeta)]) == 1
    assert "DIFIERE: TEXTO: index.html: falta." in capsys.readouterr().out
    assert main([str(tmp_path)]) == 2
    assert "no hay manifiesto.json" in capsys.readouterr().err
    with pytest.raises(SinPublicacion):
        verificar(tmp_path / "nada")
    assert main([str(carpeta), "--llave", str(tmp_path / "mal-escrita.pub")]) == 2
    assert "no es una llave pública" in capsys.readouterr().err
    with pytest.raises(SystemExit) as fin:
        main([])
    assert (fin.value.code, capsys.readouterr().err[:15]) == (2, "Dé una sola rut")


def test_el_verificador_descargado_corre_solo(carpeta: Path, tmp_path: Path) -> None:
    guion = tmp_path / "fuera" / "verificar.py"
    guion.parent.mkdir()
    guion.write_text(unico.texto(), encoding="utf-8")

    def correr() -> subprocess.CompletedProcess[str]:
        orden = [sys.executable, "-I", str(guion), str(carpeta)]
        return subprocess.run(orden, capture_output=True, text=True, cwd=guion.parent, check=False)

    bien = correr()
    assert (bien.returncode, bien.stderr) == (0, "")
    assert bien.stdout.startswith(
        "Coincide lo comprobado: 8 archivos, 1 instantánea, firma válida. No se comprobó que"
    )
    assert "registro público: falta la política" in bien.stdout
    assert "Todo" not in bien.stdout
    (carpeta / "index.html").write_text("alterado")
    mal = correr()
    assert mal.returncode == 1
    assert "DIFIERE: TEXTO: index.html" in mal.stdout
    assert "conoceles." not in unico.texto()
