import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'astro/zod';
import { Centre, Contact, Service } from './centres.ts';
import type { Catalog } from './catalog.ts';
import type { ContentProblem } from './problems.ts';
import { Care, Series } from './series.ts';
import { filesIn, lineOf, readYaml } from './yaml.ts';

/** Where help is found beside articles, as editors wrote it. */
export interface Places {
  services: Service[];
  centres: Centre[];
  /** Without it there are the phones and the mail address of site.yaml. */
  contact?: Contact;
  series: Series[];
  /** What products want over the year, by product. */
  care: Care[];
}

/** Reads all of it; what is wrong in one file is added to `problems`. A folder without any has no places. */
export async function readPlaces(folder: string, problems: ContentProblem[]): Promise<Places> {
  const there = (file: string) => existsSync(join(folder, file));
  const contact = there('contact.yaml') && readYaml(folder, 'contact.yaml', Contact, problems);
  const places: Places = {
    services: (there('services.yaml') && readYaml(folder, 'services.yaml', z.array(Service), problems)) || [],
    centres: await readEach(folder, 'service-centres', Centre, problems),
    ...(contact ? { contact } : {}),
    series: await readEach(folder, 'series', Series, problems),
    care: (await readEach(folder, 'maintenance', Care, problems)).map(({ slug, tasks }) => ({
      product: slug,
      tasks,
    })),
  };
  places.series.sort((a, b) => a.order - b.order || a.slug.localeCompare(b.slug));
  return places;
}

/** Every file of a folder, with its name as slug. */
async function readEach<Schema extends z.ZodType<object>>(
  folder: string,
  kind: string,
  schema: Schema,
  problems: ContentProblem[],
): Promise<(z.output<Schema> & { slug: string })[]> {
  const read = [];
  for (const file of await filesIn(join(folder, kind), '.yaml')) {
    const one = readYaml(folder, `${kind}/${file}`, schema, problems);
    if (one) read.push({ ...one, slug: basename(file, '.yaml') });
  }
  return read;
}

/** An address beneath a product that no topic can have. */
const calendarPage = 'calendar';

/** What places name that is nowhere, and names that are taken. */
export function danglingPlaces(folder: string, catalog: Catalog): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const products = catalog.products.map(({ slug }) => slug);
  const articles = catalog.articles.map(({ slug }) => slug);
  const troubleshooters = catalog.troubleshooters.map(({ slug }) => slug);
  const check = (file: string, field: string, names: readonly string[], known: readonly string[]) => {
    for (const name of names)
      if (!known.includes(name))
        problems.push({
          file,
          line: lineOf(folder, file, field.split('.')[0] ?? ''),
          field,
          message: `names "${name}", which does not exist: use one of ${known.join(', ')}`,
        });
  };
  for (const { slug, topics } of catalog.products)
    if (topics.includes(calendarPage))
      problems.push({
        file: `products/${slug}.yaml`,
        line: lineOf(folder, `products/${slug}.yaml`, 'topics'),
        field: 'topics',
        message: `names the topic "${calendarPage}", whose address is that of the care calendar: name it otherwise`,
      });
  for (const { slug, services } of catalog.centres) {
    const file = `service-centres/${slug}.yaml`;
    const offered = catalog.services.map(({ id }) => id);
    check(file, 'services', Object.keys(services), offered);
    for (const [id, names] of Object.entries(services)) check(file, `services.${id}`, names, products);
  }
  for (const { country, phone } of catalog.contact?.desks ?? [])
    check('contact.yaml', `desks ${country} phone`, phone ? [phone] : [], Object.keys(catalog.site.phones));
  for (const { slug, product, parts } of catalog.series) {
    const file = `series/${slug}.yaml`;
    check(file, 'product', [product], products);
    for (const part of parts)
      if ('article' in part) check(file, 'parts', [part.article], articles);
      else check(file, 'parts', [part.troubleshooter], troubleshooters);
  }
  for (const { product, tasks } of catalog.care) {
    const file = `maintenance/${product}.yaml`;
    check(file, '', [product], products);
    const models = catalog.products.find(({ slug }) => slug === product)?.models ?? [];
    for (const task of tasks) {
      check(file, `tasks ${task.id} article`, task.article ? [task.article] : [], articles);
      check(file, `tasks ${task.id} models`, task.models ?? [], models);
    }
  }
  return problems;
}
