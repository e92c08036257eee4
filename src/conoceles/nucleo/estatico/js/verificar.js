// Comprobar un archivo sin que salga del aparato, contra el manifiesto firmado.
const octetosDe = (base64) => Uint8Array.from(atob(base64.trim()), (c) => c.charCodeAt(0));
const resumen = async (octetos) => new Uint8Array(await crypto.subtle.digest("SHA-256", octetos));
const enHexadecimal = (octetos) => [...octetos].map((n) => n.toString(16).padStart(2, "0")).join("");
const huellaDe = async (octetos) => enHexadecimal(await resumen(octetos));
const traer = async (ruta) => {
  const respuesta = await fetch(ruta, { cache: "no-cache" });
  if (!respuesta.ok) throw new Error(ruta);
  return new Uint8Array(await respuesta.arrayBuffer());
};
const texto = (octetos) => new TextDecoder().decode(octetos);

// «si», «no», o «sin» cuando este navegador no sabe de esa clase de firmas.
async function firmo(publica, dicho, firma) {
  try {
    const llave = await crypto.subtle.importKey("raw", publica, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, llave, octetosDe(firma), dicho) ? "si" : "no";
  } catch { return "sin"; }
}
const firmado = async (manifiesto, firma, publica) =>
  octetosDe(firma.llave).join() === publica.join() ? firmo(publica, manifiesto, firma.firma) : "no";

// El PDF de un acuse termina con la firma de lo anterior.
async function acuseDe(octetos) {
  const sello = /^\n%conoceles-acuse\/1 (\S{88})\n$/.exec(texto(octetos.slice(-109)));
  if (!sello) return "";
  if (!/^[A-Za-z\d+/]{85}[AQgw]==$/.test(sello[1])) return "no"; // otra escritura de la firma
  const dicho = new TextEncoder().encode(`conoceles-acuse/1 ${await huellaDe(octetos.slice(0, -109))}`);
  for (const [, estado, llave] of texto(await traer("../../log/acuses")).matchAll(/^(vigente|retirada) \S+ \S+ [^+]+\+\w+\+(\S+)$/gm)) {
    const vale = await firmo(octetosDe(llave).slice(1), dicho, sello[1]);
    if (vale !== "no") return vale === "si" && estado === "retirada" ? "antes" : vale;
  }
  return "no";
}
const delAcuse = (nombre) => ({
  si: ["ok", `«${nombre}» es, letra por letra, un acuse de la autoridad electoral.`],
  no: ["peligro", `«${nombre}» no vale como acuse: lo modificaron, o su llave ya no vale.`],
  antes: ["aviso", `«${nombre}» lo firmó una llave ya retirada: compruebe con verificar.py si fue antes.`],
  sin: ["aviso", `«${nombre}» parece un acuse: compruébelo con verificar.py.`],
});

// La raíz del árbol de RFC 6962 de esos renglones.
const junta = (marca, ...partes) => resumen(new Uint8Array([marca, ...partes.flatMap((parte) => [...parte])]));
async function raizDe(renglones) {
  let piso = await Promise.all(renglones.map((renglon) => junta(0, new TextEncoder().encode(renglon))));
  while (piso.length > 1) {
    const abajo = piso;
    piso = await Promise.all(Array.from({ length: Math.ceil(abajo.length / 2) }, (_, i) => abajo[2 * i + 1] ? junta(1, abajo[2 * i], abajo[2 * i + 1]) : abajo[2 * i]));
  }
  return enHexadecimal(piso[0]);
}

let publicacion = null;
async function leerPublicacion() {
  const [manifiesto, firma, lista, publica] = await Promise.all(["../manifiesto.json", "../manifiesto.firma", "../manifiesto.renglones", "llave.pub"].map(traer));
  const datos = JSON.parse(texto(manifiesto)), rutas = new Map(), renglones = texto(lista).split("\n").slice(0, -1);
  for (const [ruta, , huella] of renglones.map((renglon) => renglon.split("\t"))) if (!rutas.has(huella)) rutas.set(huella, ruta);
  const bien = renglones.length === datos.hojas && await raizDe(renglones) === datos.raiz;
  return { momento: datos.momento, rutas, firma: bien ? await firmado(manifiesto, JSON.parse(texto(firma)), octetosDe(texto(publica))) : "no" };
}

function frase(nombre, ruta, firma) {
  if (firma === "no") return ["peligro", `No se puede confiar en la lista de lo publicado: su firma no es de la llave de este sitio. Avise a la autoridad electoral.`];
  if (!ruta) return ["aviso", `«${nombre}» no está en la publicación de hoy: cambió después, alguien lo modificó u otro programa lo guardó.`];
  const resto = firma === "si" ? "La lista que lo dice tiene la firma de la llave de este sitio." : "Este navegador no sabe comprobar la firma de la lista: hágalo con verificar.py.";
  return ["ok", `«${nombre}» es igual, letra por letra, a lo publicado en ${ruta}. ${resto}`];
}

async function comprobar(archivos, lugar) {
  lugar.replaceChildren("Comprobando…");
  const dichos = [];
  for (const archivo of archivos) {
    let dicho;
    try {
      const octetos = new Uint8Array(await archivo.arrayBuffer());
      dicho = delAcuse(archivo.name)[await acuseDe(octetos)];
      if (!dicho) {
        publicacion ??= await leerPublicacion();
        dicho = frase(archivo.name, publicacion.rutas.get(await huellaDe(octetos)), publicacion.firma);
      }
    } catch {
      dicho = ["aviso", `No se pudo leer «${archivo.name}» o la lista de lo publicado. Revise su conexión e inténtelo de nuevo.`];
    }
    const parrafo = document.createElement("p");
    parrafo.className = `aviso aviso--${dicho[0]}`;
    parrafo.textContent = dicho[1];
    dichos.push(parrafo);
  }
  lugar.replaceChildren(...dichos);
}

const zona = document.querySelector("[data-comprobar]");
if (zona && globalThis.crypto?.subtle) {
  const lugar = document.querySelector("[data-comprobado]");
  zona.hidden = false;
  zona.querySelector("input").addEventListener("change", (e) => { if (e.target.files.length) comprobar([...e.target.files], lugar); });
}
