import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import type { Site } from '#src/catalog/schemas.ts';
import { signalOf } from '#src/catalog/colour.ts';

const folder = '.generated';
const source = 'node_modules/@fontsource-variable/commissioner';

/** From text to strong headings; lighter and heavier cuts are left out. */
const weights = { min: 400, max: 700 };
const features = ['kern', 'ccmp'];

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset)).join('');

/** The letters of the six languages and the signs of their printing, one file a script. */
const scripts = {
  latin:
    range(0x20, 0x7e) +
    'ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ' +
    'ÁÍÑÓÚÖÅÄáíñóúöåä' +
    '¿¡«»‹›„“”‚‘’–—…·•€£°±×−½¼²³§©®™ªº\u00a0',
  /** What Greek pages print beside Greek: no accents but those of the language menu. */
  'latin-basic': `${range(0x20, 0x7e)}çñáó‹›«»“”’–—…·•€°±×−½¾©\u00a0`,
  /** Hungarian: the package keeps its two letters in another file. */
  'latin-ext': 'ŐőŰű',
  greek: range(0x384, 0x3ce),
};
type Script = keyof typeof scripts;

/** The package's file that a cut is taken from, where it has another name. */
const sourceOf: Partial<Record<Script, Script>> = { 'latin-basic': 'latin' };

/** Greek pages ask for a family of their own, so that they need not load every accent of the others. */
const families: Record<string, Script[]> = {
  Commissioner: ['latin', 'latin-ext', 'greek'],
  'Commissioner Greek': ['greek', 'latin-basic'],
};

/** Commissioner's own, in units of the em. */
const ascent = 1.017;
const descent = 0.206;

/**
 * Letters of the system that stand in until the font is here, made as wide as ours: the average
 * advance of Commissioner over theirs, measured on the demo's articles in the six languages.
 */
const standIns = [
  {
    name: 'Arial',
    local: ['Arial', 'ArialMT', 'Liberation Sans', 'Arimo Regular'],
    latin: 0.998,
    greek: 1.026,
  },
  { name: 'Roboto', local: ['Roboto', 'Roboto Regular'], latin: 1.004, greek: 0.989 },
  {
    name: 'Noto',
    local: ['Noto Sans', 'Noto Sans Regular', 'Open Sans', 'Open Sans Regular'],
    latin: 0.942,
    greek: 0.962,
  },
];

/** Prepares what the stylesheet and the frame take from the company and from the font's package. */
export async function prepareLook(site: Site, contentDir: string): Promise<void> {
  await mkdir(join(folder, 'fonts'), { recursive: true });
  const signal = signalOf(site.colour);
  if (!signal) throw new Error(`${site.colour} was checked with the content and cannot be read now`);
  const logo = await readFile(join(contentDir, 'figures', `${site.logo}.svg`), 'utf8');
  await Promise.all([
    writeFonts(),
    writeFile(
      join(folder, 'signal.css'),
      `:root{--signal:light-dark(${signal.light},${signal.dark});--on-signal:var(--paper)}\n`,
    ),
    writeFile(join(folder, 'logo.svg'), logo),
    writeFile(join(folder, 'favicon.svg'), logo.replaceAll('currentColor', signal.light)),
  ]);
}

/** Cuts the fonts, unless the same letters were cut from the same package before. */
async function writeFonts(): Promise<void> {
  const recipe = createHash('sha256')
    .update(await readFile(join(source, 'package.json')))
    .update(JSON.stringify([scripts, families, weights, features, standIns, ascent, descent]))
    .digest('hex');
  const stamp = join(folder, 'fonts', 'recipe');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === recipe) return;
  for (const script of Object.keys(scripts) as Script[]) {
    const whole = await readFile(
      join(source, 'files', `commissioner-${sourceOf[script] ?? script}-wght-normal.woff2`),
    );
    const cut = await subsetFont(whole, scripts[script], {
      targetFormat: 'woff2',
      variationAxes: { wght: weights },
      keepFeatures: features,
      noHinting: true,
    });
    await writeFile(join(folder, 'fonts', `${script}.woff2`), cut);
  }
  await writeFile(join(folder, 'fonts', 'fonts.css'), fontFaces());
  await writeFile(stamp, recipe);
}

function fontFaces(): string {
  const own = Object.entries(families).flatMap(([family, parts]) =>
    parts.map(
      (script) =>
        `@font-face{font-family:'${family}';src:url(./${script}.woff2)format('woff2');` +
        `font-weight:${weights.min} ${weights.max};font-display:swap;unicode-range:${unicodeRange(scripts[script])}}`,
    ),
  );
  const others = standIns.flatMap(({ name, local, ...widths }) =>
    (['latin', 'greek'] as const).map((script) => {
      const width = widths[script];
      const percent = (value: number) => `${(value * 100).toFixed(1)}%`;
      return (
        `@font-face{font-family:'Commissioner ${name}';src:${local.map((family) => `local('${family}')`).join()};` +
        `size-adjust:${percent(width)};ascent-override:${percent(ascent / width)};` +
        `descent-override:${percent(descent / width)};line-gap-override:0%` +
        `${script === 'greek' ? ';unicode-range:U+370-3FF' : ''}}`
      );
    }),
  );
  return [...own, ...others].join('\n') + '\n';
}

/** `U+41-5A,U+C0` for a set of letters. */
function unicodeRange(letters: string): string {
  const points = [...new Set(Array.from(letters, (letter) => letter.codePointAt(0) ?? 0))].sort(
    (a, b) => a - b,
  );
  const runs: [number, number][] = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last && point === last[1] + 1) last[1] = point;
    else runs.push([point, point]);
  }
  const hex = (point: number) => point.toString(16);
  return runs
    .map(([first, last]) => `U+${first === last ? hex(first) : `${hex(first)}-${hex(last)}`}`)
    .join();
}
