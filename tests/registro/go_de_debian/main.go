// Lee un registro con las bibliotecas de otros, sin cambiarlas: golang.org/x/mod/sumdb y transparency-dev/formats.
// Uso: main CARPETA_DEL_LOG CARPETA_DE_PRUEBAS LLAVE_DEL_REGISTRO LLAVE_DE_TESTIGO...
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	f_log "github.com/transparency-dev/formats/log"
	f_note "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tejas lee del disco las que pide sumdb. sumdb escribe «tile/8/…» porque admite otras alturas; tlog-tiles, siempre 8.
type tejas struct{ carpeta string }

func (t tejas) Height() int                     { return 8 }
func (t tejas) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tejas) ReadTiles(pedidas []tlog.Tile) ([][]byte, error) {
	var leidas [][]byte
	for _, teja := range pedidas {
		ruta := strings.Replace(teja.Path(), "tile/8/", "tile/", 1)
		contenido, err := os.ReadFile(filepath.Join(t.carpeta, ruta))
		if err != nil {
			return nil, err
		}
		leidas = append(leidas, contenido)
	}
	return leidas, nil
}

func bien(err error) {
	if err != nil {
		fmt.Println("MAL:", err)
		os.Exit(1)
	}
}

func entradas(carpeta string, tamano int64) [][]byte {
	var todas [][]byte
	for n := int64(0); n*256 < tamano; n++ {
		ancho := min(256, tamano-n*256)
		teja := tlog.Tile{H: 8, L: -1, N: n, W: int(ancho)}
		ruta := strings.Replace(teja.Path(), "tile/8/data/", "tile/entries/", 1)
		paquete, err := os.ReadFile(filepath.Join(carpeta, ruta))
		bien(err)
		for len(paquete) > 0 {
			largo := int(binary.BigEndian.Uint16(paquete))
			todas = append(todas, paquete[2:2+largo])
			paquete = paquete[2+largo:]
		}
	}
	return todas
}

func main() {
	carpeta, pruebas := os.Args[1], os.Args[2]
	del_registro, err := note.NewVerifier(os.Args[3])
	bien(err)
	var testigos []note.Verifier
	for _, llave := range os.Args[4:] {
		testigo, err := f_note.NewVerifierForCosignatureV1(llave)
		bien(err)
		testigos = append(testigos, testigo)
	}
	firmado, err := os.ReadFile(filepath.Join(carpeta, "checkpoint"))
	bien(err)
	punto, _, abierta, err := f_log.ParseCheckpoint(firmado, del_registro.Name(), del_registro, testigos...)
	bien(err)
	tamano := int64(punto.Size)
	arbol := tlog.Tree{N: tamano, Hash: tlog.Hash(punto.Hash)}
	lector := tlog.TileHashReader(arbol, tejas{carpeta})
	todas := entradas(carpeta, tamano)
	for i, entrada := range todas {
		camino, err := tlog.ProveRecord(tamano, int64(i), lector)
		bien(err)
		bien(tlog.CheckRecord(camino, tamano, arbol.Hash, int64(i), tlog.RecordHash(entrada)))
	}
	for viejo := int64(1); viejo <= tamano; viejo++ {
		raiz, err := tlog.TreeHash(viejo, lector)
		bien(err)
		camino, err := tlog.ProveTree(tamano, viejo, lector)
		bien(err)
		bien(tlog.CheckTree(camino, tamano, arbol.Hash, viejo, raiz))
	}
	hechas := 0
	for _, entrada := range todas {
		hoja := tlog.RecordHash(entrada)
		contenido, err := os.ReadFile(filepath.Join(pruebas, fmt.Sprintf("%x.tlog-proof", hoja[:])))
		bien(err)
		cabeza, resto, _ := bytes.Cut(contenido, []byte("\n\n"))
		suyo, _, _, err := f_log.ParseCheckpoint(resto, del_registro.Name(), del_registro, testigos...)
		bien(err)
		renglones := strings.Split(string(cabeza), "\n")
		indice, err := strconv.ParseInt(strings.TrimPrefix(renglones[1], "index "), 10, 64)
		bien(err)
		var camino tlog.RecordProof
		for _, renglon := range renglones[2:] {
			octetos, err := base64.StdEncoding.DecodeString(renglon)
			bien(err)
			camino = append(camino, tlog.Hash(octetos))
		}
		bien(tlog.CheckRecord(camino, int64(suyo.Size), tlog.Hash(suyo.Hash), indice, hoja))
		hechas++
	}
	fmt.Printf("%d hojas, %d pruebas, %d firmas\n", len(todas), hechas, len(abierta.Sigs))
}
