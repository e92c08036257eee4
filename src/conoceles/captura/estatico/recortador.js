// Encuadra la fotografía antes de subirla: con el teclado, con el ratón o con el dedo. El servidor es quien recorta;
// aquí solo se elige el centro y el acercamiento. Sin este módulo quedan las seis posiciones de la lista. Si el archivo
// pasa del límite, o es de otro formato, se recorta y se reduce antes de viajar.
import { hayQueReducir, poner, reducir } from "./reducir.js";

const ACERCAMIENTO_MAXIMO = 4;
const PASO = 0.02;

export function recortador(formulario) {
  const panel = formulario.querySelector("[data-recortador]");
  const lista = formulario.querySelector("[data-encuadres]");
  const archivo = formulario.elements.archivo;
  if (!panel || !archivo || !("createImageBitmap" in window)) return;
  const lienzo = panel.querySelector("canvas");
  const pincel = lienzo.getContext("2d");
  const letrero = panel.querySelector("[data-recorte-estado]");
  const campos = Object.fromEntries(["x", "y", "zoom"].map((eje) => [eje, formulario.elements[`recorte_${eje}`]]));
  let imagen = null;
  let x = 0.5;
  let y = 0.4;
  let zoom = 1;

  // Lo mismo que hace el servidor: un rectángulo de 4 por 5 dentro de la imagen.
  const caja = () => {
    const lado = Math.min(imagen.width / 4, imagen.height / 5) / zoom;
    const [ancho, alto] = [lado * 4, lado * 5];
    return { ancho, alto, x: x * imagen.width - ancho / 2, y: y * imagen.height - alto / 2 };
  };
  const entre = (valor, menor, mayor) => Math.min(Math.max(valor, menor), mayor);
  const pintar = () => {
    if (!imagen) return;
    zoom = entre(zoom, 1, ACERCAMIENTO_MAXIMO);
    const { ancho, alto } = caja();
    x = entre(x, ancho / 2 / imagen.width, 1 - ancho / 2 / imagen.width);
    y = entre(y, alto / 2 / imagen.height, 1 - alto / 2 / imagen.height);
    const visible = caja();
    pincel.drawImage(imagen, visible.x, visible.y, ancho, alto, 0, 0, lienzo.width, lienzo.height);
    campos.x.value = x.toFixed(4);
    campos.y.value = y.toFixed(4);
    campos.zoom.value = zoom.toFixed(2);
    letrero.textContent = `Centro: ${Math.round(x * 100)} % a lo ancho y ${Math.round(y * 100)} % a lo alto. ` +
      `Acercamiento: ${zoom.toFixed(2)}.`;
  };
  const mover = (dx, dy) => { x += dx / zoom; y += dy / zoom; pintar(); };
  const acercar = (cuanto) => { zoom += cuanto; pintar(); };
  const activar = (encendido) => {
    panel.hidden = panel.disabled = !encendido;
    lista.hidden = lista.disabled = encendido;
  };

  // Lo que tarda en abrirse; guardar la espera, para que no viaje entera la que pesa de más.
  let abierta = Promise.resolve();
  archivo.addEventListener("change", () => { abierta = abrir(archivo.files[0]); });
  const abrir = async (elegido) => {
    imagen?.close();
    imagen = null;
    // Lo que no es una imagen se queda en nada: el servidor dirá por qué al guardar.
    const leida = elegido ? await createImageBitmap(elegido).catch(() => null) : null;
    if (elegido !== archivo.files[0]) { leida?.close(); return; } // ya eligió otra
    imagen = leida;
    activar(Boolean(imagen));
    [x, y, zoom] = [0.5, 0.4, 1];
    pintar();
  };

  const maximo = Number(formulario.dataset.maximo);
  const fecha = formulario.elements.fecha_toma;
  fecha.addEventListener("input", () => fecha.setCustomValidity(""));
  // Un archivo no sobrevive a un rechazo: la fecha se revisa antes de que viaje.
  const fechaBien = () => {
    const { valueMissing, rangeUnderflow, rangeOverflow } = fecha.validity;
    fecha.setCustomValidity(valueMissing || rangeUnderflow || rangeOverflow || !fecha.value ? fecha.dataset.aviso : "");
    return fecha.reportValidity();
  };
  let preparada = null;
  let preparando = false;
  formulario.addEventListener("submit", async (evento) => {
    const elegido = archivo.files[0];
    if (!elegido || elegido === preparada) return;
    if (preparando || !fechaBien()) { evento.preventDefault(); return; }
    if (!hayQueReducir(elegido, maximo)) return;
    evento.preventDefault();
    preparando = true;
    letrero.textContent = "Reduciendo la fotografía…";
    await abierta;
    if (imagen) await reducirla(elegido);
    preparando = false;
    preparada = archivo.files[0]; // si no se pudo reducir, el servidor dirá que pesa de más
    formulario.requestSubmit(evento.submitter);
  });
  const reducirla = async (elegido) => {
    poner(archivo, [await reducir(imagen, caja(), elegido, maximo)]);
    [campos.x.value, campos.y.value, campos.zoom.value] = ["0.5", "0.5", "1"];
    imagen.close();
    imagen = null;
  };

  const TECLAS = {
    ArrowLeft: () => mover(-PASO, 0), ArrowRight: () => mover(PASO, 0),
    ArrowUp: () => mover(0, -PASO), ArrowDown: () => mover(0, PASO),
    "+": () => acercar(0.1), "=": () => acercar(0.1), "-": () => acercar(-0.1),
  };
  lienzo.addEventListener("keydown", (evento) => {
    const acto = TECLAS[evento.key];
    if (!acto || evento.ctrlKey || evento.metaKey || evento.altKey) return;
    evento.preventDefault();
    acto();
  });
  for (const boton of panel.querySelectorAll("[data-tecla]")) {
    boton.addEventListener("click", () => TECLAS[boton.dataset.tecla]());
  }

  // Arrastrar la imagen: el dedo la lleva, así que el centro va al revés.
  lienzo.addEventListener("pointerdown", (evento) => {
    lienzo.setPointerCapture(evento.pointerId);
    evento.preventDefault();
    lienzo.focus({ preventScroll: true });
  });
  lienzo.addEventListener("pointermove", (evento) => {
    if (!imagen || !lienzo.hasPointerCapture(evento.pointerId)) return;
    const { ancho, alto } = caja();
    x -= evento.movementX / lienzo.clientWidth * ancho / imagen.width;
    y -= evento.movementY / lienzo.clientHeight * alto / imagen.height;
    pintar();
  });
}

for (const formulario of document.querySelectorAll("form[data-fotografia]")) recortador(formulario);
