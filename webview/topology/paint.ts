/** An SVG as a PNG, painted by the browser that the page is in. */

/** Twice the size is sharp on every screen; browsers paint no more than this on a side. */
const sharpness = 2;
const mostPixels = 12_000;

/** In base64; null: the browser could not. */
export async function paintPng(text: string): Promise<string | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const scale = Math.min(sharpness, mostPixels / Math.max(image.width, image.height, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const url = canvas.toDataURL('image/png');
  return url.startsWith('data:image/png;base64,') ? url.slice(url.indexOf(',') + 1) : null;
}
