import type { ownedProducts, WishKind } from '#db/schema/owned.ts';
import { type Catalog, findArticle, readable } from '#src/catalog/catalog.ts';
import type { CareTask } from '#src/catalog/series.ts';
import { careOf, nextDue } from '#src/guides/care.ts';
import { list, longDate } from '#src/i18n/format.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { translator } from '#src/i18n/translate.ts';
import type { LetterData } from '#src/letters/outbox.ts';
import { addDays, type CalendarDate, daysBetween } from '#src/lib/days.ts';
import { noticesAbout } from '#src/warranty/notices.ts';
import { todayIn } from '#src/warranty/terms.ts';
import { glanceAt, type Term } from './coverage.ts';
import { thingName } from './names.ts';

type Row = typeof ownedProducts.$inferSelect;

/** How many days before the last one an owner hears that a warranty ends. */
export const endingDays = 30;
/** Maintenance that was missed while the site was off is told this many days late at most. */
const lateDays = 14;
/** What is done more often than this is in the calendar, and in no letter. */
const seldomDays = 28;
/** A known issue is news for so long; a recall always. */
const freshDays = 90;

/** A letter to an owner. It is written once: as soon as one of its events is told, that event is left out. */
export type Due = {
  [Kind in WishKind]: {
    kind: Kind;
    events: string[];
    /** What it says of the events that have not been told. */
    data: (events: readonly string[]) => Omit<LetterData[Kind], 'name'>;
  };
}[WishKind];

/** The letters an owner should have on a day, whether or not they have had them, in their language. */
export function lettersDue(
  catalog: Catalog,
  things: readonly Row[],
  wishes: readonly WishKind[],
  locale: Locale,
  now: number,
): Due[] {
  return [
    ...(wishes.includes('warranty_ending')
      ? things.flatMap((one) => endings(catalog, one, locale, now))
      : []),
    ...(wishes.includes('maintenance_due') ? things.flatMap((one) => care(catalog, one, locale, now)) : []),
    ...(wishes.includes('notice') ? notices(catalog, things, locale, now) : []),
  ];
}

/**
 * A letter before our own warranty ends, and another before the last of what law demands of the seller
 * does, where that is later. A term that depends on what is not known is no date to write about.
 */
function endings(catalog: Catalog, thing: Row, locale: Locale, now: number): Due[] {
  const { terms, parts } = glanceAt(catalog, thing, now);
  const own = terms.find(({ side, sure }) => side === 'commercial' && sure);
  const legal = terms
    .filter(({ side, sure }) => side !== 'commercial' && sure)
    .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
  const longer = parts.filter(({ daysLeft, until }) => daysLeft >= 0 && until > (own?.until ?? ''));
  const letter = (side: LetterData['warranty_ending']['side'], { until }: Term, then = ''): Due => ({
    kind: 'warranty_ending',
    events: [`warranty_ending:${thing.id}:${until}`],
    data: () => ({
      thing: thingName(catalog, thing, locale),
      side,
      until,
      then,
      longer: list(
        longer.map(({ name, until: last }) => `${name[locale]} (${longDate(Date.parse(last), locale)})`),
        locale,
      ),
      link: linkTo(locale, thing),
    }),
  });
  const isNear = ({ daysLeft }: Term) => daysLeft >= 0 && daysLeft <= endingDays;
  const due: Due[] = [];
  if (own && isNear(own)) {
    const alike = legal?.until === own.until;
    due.push(letter(alike ? 'both' : 'commercial', own, legal && legal.until > own.until ? legal.until : ''));
  }
  if (legal && isNear(legal) && (!own || legal.until > own.until))
    due.push(letter(legal.side, legal, own?.until));
  return due;
}

/** One letter for all that is due of a thing by now. */
function care(catalog: Catalog, thing: Row, locale: Locale, now: number): Due[] {
  const today = todayIn(catalog, thing.country, now);
  const kept = todayIn(catalog, thing.country, thing.createdAt);
  const due = careOf(catalog, thing.product, thing.model)
    .filter(isSeldom)
    .map((task) => ({ task, day: nextDue(task, startOf(thing), addDays(today, -lateDays)) }))
    .filter(({ day }) => day <= today && day >= kept)
    .map(({ task, day }) => ({ task, day, event: `maintenance_due:${thing.id}:${task.id}:${day}` }));
  if (due.length === 0) return [];
  return [
    {
      kind: 'maintenance_due',
      events: due.map(({ event }) => event),
      data: (events) => ({
        thing: thingName(catalog, thing, locale),
        tasks: due
          .filter(({ event }) => events.includes(event))
          .map(({ task, day }) => taskLine(task, day, locale))
          .join('\n'),
        link: linkTo(locale, thing),
      }),
    },
  ];
}

/** From when a thing is used. */
export const startOf = ({ boughtOn, deliveredOn }: Pick<Row, 'boughtOn' | 'deliveredOn'>): CalendarDate =>
  deliveredOn && deliveredOn > boughtOn ? deliveredOn : boughtOn;

function isSeldom({ every }: CareTask): boolean {
  if ('days' in every) return every.days >= seldomDays;
  return 'weeks' in every ? every.weeks * 7 >= seldomDays : true;
}

const taskLine = ({ name, minutes }: CareTask, day: CalendarDate, locale: Locale) =>
  translator(locale)('letter.maintenance_due.task', {
    task: name[locale],
    count: minutes,
    date: longDate(Date.parse(day), locale),
  });

/** One letter a notice, however many of the things it concerns. */
function notices(catalog: Catalog, things: readonly Row[], locale: Locale, now: number): Due[] {
  const concerned = Map.groupBy(
    things.flatMap((thing) => noticesAbout(catalog, thing).map(({ slug }) => ({ slug, thing }))),
    ({ slug }) => slug,
  );
  return [...concerned].flatMap(([slug, owned]): Due[] => {
    const article = findArticle(catalog, slug);
    const thing = owned[0]?.thing;
    if (!article?.notice || !thing) return [];
    const { level, published } = article.notice;
    const age = daysBetween(published, todayIn(catalog, thing.country, now));
    if (age < 0 || (level === 'known-issue' && age > freshDays)) return [];
    const { title, summary, untranslated } = readable(article, locale);
    const names = new Set(owned.map((each) => thingName(catalog, each.thing, locale)));
    return [
      {
        kind: 'notice',
        events: [`notice:${slug}:${thing.userId}`],
        data: () => ({
          things: list([...names], locale),
          level,
          title,
          summary,
          untranslated: untranslated ? 'yes' : 'no',
          link: `/${locale}/articles/${slug}/`,
        }),
      },
    ];
  });
}

const linkTo = (locale: Locale, { id }: Row) => `/${locale}/account/products/${id}/`;
