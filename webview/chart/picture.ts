import { readTheme } from '../theme';

/** One PNG of a figure: its title, the line below it, and the drawn charts side by side, on the editor's background. */
export async function pictureOf(
  title: string,
  subtitle: string,
  canvases: readonly HTMLCanvasElement[],
): Promise<Uint8Array> {
  const theme = readTheme();
  const unit = devicePixelRatio * Number.parseFloat(theme.font);
  const family = theme.font.replace(/^\S+\s/, '');
  const head = unit * 4.2;
  const picture = document.createElement('canvas');
  picture.width = canvases.reduce((width, canvas) => width + canvas.width, 0) + 2 * unit;
  picture.height = Math.max(0, ...canvases.map((canvas) => canvas.height)) + head + unit;
  const ctx = picture.getContext('2d');
  if (!ctx) throw new Error('This browser offers no canvas to draw the picture on.');
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.fillStyle = theme.foreground;
  ctx.font = `600 ${unit * 1.15}px ${family}`;
  ctx.fillText(title, unit, unit * 1.8);
  ctx.fillStyle = theme.description;
  ctx.font = `${unit}px ${family}`;
  ctx.fillText(subtitle, unit, unit * 3.3);
  let left = unit;
  for (const canvas of canvases) {
    ctx.drawImage(canvas, left, head);
    left += canvas.width;
  }
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  return new Uint8Array(blob ? await blob.arrayBuffer() : []);
}
