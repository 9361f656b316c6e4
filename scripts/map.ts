import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { geoAzimuthalEqualArea, geoCentroid, geoPath, type GeoProjection } from 'd3-geo';
import { optimize } from 'svgo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Centre } from '#src/catalog/centres.ts';

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Natural Earth, 1:50 million, in the public domain. */
const source = 'node_modules/world-atlas/countries-50m.json';
const folder = '.generated';

const width = 560;
const height = 620;
/** Between the outermost pins and the edge. */
const margin = 34;
/** What is seen around each centre at least, in degrees. */
const around = 1.2;
/** Islands of fewer square units are left out. */
const smallest = 6;

/**
 * Draws the countries around the service centres as a file with two symbols, `land` and `served`,
 * and writes where each centre stands on it and where the middle of each country is in the world.
 */
export async function writeMap(centres: readonly Centre[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const world = JSON.parse(await readFile(source, 'utf8')) as World;
  const projection = projectionFor(centres);
  const path = geoPath(projection).digits(0);
  const codes = codesByName();
  const served = new Set(centres.map(({ country }) => country));
  const outlines = { land: '', served: '' };
  const middles: Record<string, { latitude: number; longitude: number }> = {};
  for (const country of feature(world, world.objects.countries).features) {
    const code = codes.get(country.properties.name) ?? '';
    const [longitude, latitude] = geoCentroid(country);
    if (code) middles[code] = { latitude: rounded(latitude), longitude: rounded(longitude) };
    if (centres.length > 0) outlines[served.has(code) ? 'served' : 'land'] += outline(path(country) ?? '');
  }
  const pins = Object.fromEntries(
    centres.map(({ slug, at }) => [slug, (projection([at.longitude, at.latitude]) ?? [0, 0]).map(rounded)]),
  );
  await writeFile(`${folder}/centres-map.json`, JSON.stringify({ width, height, pins, middles }));
  await writeFile(`${folder}/centres-map.svg`, drawn(outlines));
}

/** True to area, with the middle of all centres in its own middle. */
function projectionFor(centres: readonly Centre[]): GeoProjection {
  const coordinates = centres.flatMap(({ at: { latitude, longitude } }) =>
    [-around, around].flatMap((east) =>
      [-around, around].map((north): [number, number] => [longitude + east, latitude + north]),
    ),
  );
  const middle = (axis: 0 | 1) => {
    const values = coordinates.map((point) => point[axis]);
    return values.length > 0 ? (Math.min(...values) + Math.max(...values)) / 2 : 0;
  };
  const projection = geoAzimuthalEqualArea().rotate([-middle(0), -middle(1)]);
  if (centres.length > 0)
    projection.fitExtent(
      [
        [margin, margin],
        [width - margin, height - margin],
      ],
      { type: 'MultiPoint', coordinates },
    );
  return projection.clipExtent([
    [-4, -4],
    [width + 4, height + 4],
  ]);
}

/** The rings of a path in whole units, without points that coincide and islands that nobody sees. */
function outline(path: string): string {
  return path
    .split('M')
    .map((ring) => ring.replace('Z', '').split('L').filter(isNew).map(asPoint))
    .filter((ring) => areaOf(ring) >= smallest)
    .map((ring) => `M${ring.join('L')}Z`)
    .join('');
}

const isNew = (point: string, index: number, all: string[]) => point !== all[index - 1];
const asPoint = (point: string) => point.split(',').map(Number) as [number, number];

function areaOf(ring: readonly [number, number][]): number {
  return Math.abs(
    ring.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

function drawn({ land, served }: { land: string; served: string }): string {
  const shorter = (path: string) =>
    /d="([^"]*)"/.exec(
      optimize(`<svg xmlns="http://www.w3.org/2000/svg"><path d="${path}"/></svg>`, { floatPrecision: 0 })
        .data,
    )?.[1] ?? '';
  const symbol = (id: string, path: string) =>
    `<symbol id="${id}" viewBox="0 0 ${width} ${height}"><path d="${shorter(path)}"/></symbol>`;
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbol('land', land)}${symbol('served', served)}</svg>`;
}

/** ISO 3166 alpha-2 codes by the English names of countries; codes of old, such as FX, give those of today. */
function codesByName(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return new Map(
    letters.flatMap((first) =>
      letters.map((second): [string, string] => {
        const { region = '' } = new Intl.Locale(`und-${first}${second}`);
        return [names.of(first + second) ?? '', region];
      }),
    ),
  );
}

const rounded = (value: number) => Math.round(value * 10) / 10;
