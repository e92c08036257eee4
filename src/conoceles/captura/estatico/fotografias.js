// Varias fotografías de una vez: las que pesan de más, o son de otro formato, se reducen antes de viajar. Sin este módulo viajan como están.
import { hayQueReducir, poner, reducir } from "./reducir.js";

for (const formulario of document.querySelectorAll("form[data-fotografias]")) {
  const control = formulario.elements.fotos;
  const maximo = Number(formulario.dataset.maximo);
  const letrero = formulario.querySelector("[data-fotos-estado]");
  const deMas = (archivo) => archivo.type.startsWith("image/") && hayQueReducir(archivo, maximo);

  formulario.addEventListener("submit", async (evento) => {
    const archivos = [...control.files];
    if (!archivos.some(deMas)) return;
    evento.preventDefault();
    letrero.textContent = "Reduciendo las fotografías…";
    poner(control, await Promise.all(archivos.map((archivo) => deMas(archivo) ? chica(archivo) : archivo)));
    if ([...control.files].some(deMas)) { formulario.submit(); return; } // el servidor dirá cuáles
    formulario.requestSubmit(evento.submitter);
  });

  const chica = async (archivo) => {
    try {
      const imagen = await createImageBitmap(archivo);
      const entera = { x: 0, y: 0, ancho: imagen.width, alto: imagen.height };
      return await reducir(imagen, entera, archivo, maximo);
    } catch {
      return archivo; // no es una imagen: el servidor dirá por qué
    }
  };
}
