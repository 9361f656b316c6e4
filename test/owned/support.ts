import sharp from 'sharp';
import { Thing } from '#src/owned/forms.ts';

/** What somebody typed into the form, with the rest of a W80 bought in Greece. */
export const thing = (typed: Record<string, string | string[]> = {}): Thing =>
  Thing.parse({ product: 'washing-machine-w80/W80 Plus', bought: '2024-03-01', country: 'GR', ...typed });

export const file = (bytes: Buffer | string, name = 'receipt.jpg', type = 'image/jpeg'): File =>
  new File([new Uint8Array(Buffer.from(bytes))], name, { type });

export const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** A photo as a phone takes it: turned, with the place and the device in it. */
export function photo(width = 800, height = 600): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: 240, g: 235, b: 225 } } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Telephone', Model: 'T-1000' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 14/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}
