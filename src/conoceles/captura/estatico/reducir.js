// Una fotografía que pesa de más se reduce aquí, antes de viajar: de 3 MB a menos del límite. Sin este módulo viaja como
// está, y el servidor dice si pesa de más.
const LADO_MAYOR = 1800;
const CALIDADES = [0.92, 0.85, 0.75, 0.6, 0.45];
const CABECERA = 131_072; // dónde escriben las cámaras sus metadatos
const RECIBIDAS = ["image/jpeg", "image/png"];

// La que pesa de más, y la de otro formato (HEIC, de un teléfono) si este navegador sabe abrirla.
export const hayQueReducir = (archivo, maximo) => archivo.size >= maximo || !RECIBIDAS.includes(archivo.type);

// `imagen`: ImageBitmap. `caja`: { x, y, ancho, alto } dentro de ella. `archivo`: el original.
export async function reducir(imagen, caja, archivo, maximo) {
  const escala = Math.min(1, LADO_MAYOR / Math.max(caja.ancho, caja.alto));
  const lienzo = document.createElement("canvas");
  lienzo.width = Math.round(caja.ancho * escala);
  lienzo.height = Math.round(caja.alto * escala);
  lienzo.getContext("2d").drawImage(imagen, caja.x, caja.y, caja.ancho, caja.alto, 0, 0, lienzo.width, lienzo.height);
  const fecha = await tomada(archivo);
  for (const calidad of CALIDADES) {
    const jpeg = await new Promise((listo) => lienzo.toBlob(listo, "image/jpeg", calidad));
    const octetos = fecha ? conFecha(jpeg, fecha) : jpeg;
    if (octetos.size < maximo) {
      return new File([octetos], archivo.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
    }
  }
  return archivo;
}

// Pone `archivos` en el control, como si la persona los hubiera elegido.
export function poner(control, archivos) {
  const lista = new DataTransfer();
  for (const archivo of archivos) lista.items.add(archivo);
  control.files = lista.files;
}

// La fecha más antigua que escribió la cámara («2024:03:15 10:20:30»): revisar la compara con la dicha.
async function tomada(archivo) {
  const texto = new TextDecoder("latin1").decode(await archivo.slice(0, CABECERA).arrayBuffer());
  return (texto.match(/\d{4}:[01]\d:[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d/g) ?? []).sort()[0];
}

// De los metadatos solo viaja ese día, nunca el lugar: un bloque Exif con un dato.
function conFecha(jpeg, fecha) {
  const exif = new DataView(new ArrayBuffer(74));
  const [marca, largo, inicio] = [0xffe1, 72, 10];
  exif.setUint16(0, marca);
  exif.setUint16(2, largo);
  escribir(exif, 4, "Exif\0\0II");
  exif.setUint16(inicio + 2, 42, true);
  exif.setUint32(inicio + 4, 8, true);
  entrada(exif, inicio + 8, 0x8769, 4, 1, 26); // el bloque de la cámara, 26 octetos después
  entrada(exif, inicio + 26, 36867, 2, 20, 44); // cuándo se tomó
  escribir(exif, inicio + 44, `${fecha}\0`);
  return new Blob([jpeg.slice(0, 2), exif, jpeg.slice(2)], { type: "image/jpeg" });
}

function entrada(vista, lugar, dato, tipo, cuantos, valor) {
  vista.setUint16(lugar, 1, true);
  vista.setUint16(lugar + 2, dato, true);
  vista.setUint16(lugar + 4, tipo, true);
  vista.setUint32(lugar + 6, cuantos, true);
  vista.setUint32(lugar + 10, valor, true);
}

function escribir(vista, lugar, texto) {
  for (const [n, letra] of [...texto].entries()) vista.setUint8(lugar + n, letra.charCodeAt(0));
}
