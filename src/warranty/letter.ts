import { type Catalog, findProduct } from '#src/catalog/catalog.ts';
import type { Have } from '#src/catalog/policies.ts';
import { longDate } from '#src/i18n/format.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { type Key, translator } from '#src/i18n/translate.ts';
import type { Asked } from './asked.ts';
import { countryName } from './countries.ts';
import { say, writeMoney } from './say.ts';
import { partsAlone } from './spans.ts';
import type { Case, Sentence, Side, Step, StepKind, Verdict } from './verdict.ts';

/** To whom, and for what: our warranty; what the seller owes by law, also at once; or sending it back. */
export type LetterKind = 'claim' | 'seller' | 'reject' | 'replace' | 'return';

/** A letter ready to be copied, printed or sent, with blanks for what we do not ask. */
export interface Letter {
  kind: LetterKind;
  subject: string;
  body: string;
  /** Only where it is ours. */
  to?: string;
}

const kinds: Partial<Record<StepKind, LetterKind>> = {
  claim: 'claim',
  replace: 'replace',
  reject: 'reject',
  guarantee: 'seller',
  seller: 'seller',
  return: 'return',
  withdraw: 'return',
};

/** The letters that the next steps of a verdict call for, in the order of the steps. */
export function lettersFor(
  catalog: Catalog,
  asked: Asked & { kase: Case },
  verdict: Verdict,
  locale: Locale,
): Letter[] {
  const wanted = [...new Set(verdict.next.flatMap(({ kind }) => kinds[kind] ?? []))];
  return wanted.map((kind) => letter(kind, catalog, asked, verdict, locale));
}

/** The kind of letter that takes a step. */
export const letterOf = (step: StepKind): LetterKind | undefined => kinds[step];

function letter(
  kind: LetterKind,
  catalog: Catalog,
  asked: Asked & { kase: Case },
  verdict: Verdict,
  locale: Locale,
): Letter {
  const t = translator(locale);
  const { kase } = asked;
  const product = findProduct(catalog, kase.product)?.name[locale] ?? kase.product;
  const date = (day: string) => longDate(Date.parse(day), locale);
  const blank = '…………………………';
  /** Rejecting it, or having it replaced at once, is a letter to the seller that asks for something else. */
  const worded = kind === 'reject' || kind === 'replace' ? 'seller' : kind;
  const asksFor = kind === 'claim' ? askingUs(verdict) : kind;
  const line = (key: Key, value: string | undefined) => `${t(key)}: ${value ?? blank}`;
  const lines = [
    t(`warranty.letter.${worded}.open`, { maker: catalog.site.name }),
    '',
    line('warranty.letter.product', product),
    line('warranty.letter.plate', asked.plate),
    line('warranty.letter.bought', date(kase.bought)),
    ...(kase.delivered ? [line('warranty.letter.delivered', date(kase.delivered))] : []),
    line('warranty.letter.country', countryName(kase.country, locale)),
    ...(kase.price
      ? [line('warranty.letter.price', writeMoney(kase.price.amount, kase.price.currency, locale))]
      : []),
    ...(kase.condition === 'used' ? [t('warranty.letter.used')] : []),
    ...(kase.repaired ? [line('warranty.letter.repaired', date(kase.repaired))] : []),
    ...(kind === 'return'
      ? []
      : [
          line('warranty.letter.event', eventName(catalog, kase.event, locale)),
          line('warranty.letter.details', undefined),
        ]),
    '',
    ...groundsOf(kind, verdict).map((sentence) => `§ ${sentence.clause}: ${say(sentence, locale)}`),
    '',
    t(`warranty.letter.${asksFor}.ask`),
    '',
    ...(kind === 'return'
      ? []
      : [
          `${t('warranty.letter.attached')}:`,
          ...verdict.have.filter(isAttached).map((have) => `- ${t(`warranty.have.${have}`)}`),
          '',
        ]),
    ...(['name', 'address', 'phone', 'order'] as const).map((field) =>
      line(`warranty.letter.${field}`, undefined),
    ),
    line('warranty.letter.date', date(kase.today)),
  ];
  return {
    kind,
    subject: t(`warranty.letter.${worded}.subject`, {
      product: [product, asked.plate].filter(Boolean).join(', '),
    }),
    body: lines.join('\n'),
    ...(kind === 'claim' || (kind === 'return' && kase.where === 'maker') ? { to: catalog.site.email } : {}),
  };
}

/** What is asked of our warranty: all of it, a part alone, or what terms older than ours here gave. */
function askingUs({ commercial, version }: Verdict): 'claim' | 'claim-part' | 'claim-older' {
  if (!version) return 'claim-older';
  return partsAlone(commercial).length > 0 ? 'claim-part' : 'claim';
}

/** What the letter rests on: the deciding clauses of the side it is about, with what they say. */
function groundsOf(kind: LetterKind, verdict: Verdict): Sentence[] {
  const { commercial, statutory, mandatory, returns, next } = verdict;
  if (kind === 'reject' || kind === 'replace')
    return next.flatMap((step) => (kinds[step.kind] === kind ? rightOf(step, verdict) : []));
  const parts = kind === 'claim' ? partsAlone(commercial).map(({ clause }) => clause) : [];
  if (parts.length > 0) return commercial.sentences.filter(({ clause }) => parts.includes(clause));
  const sides = { claim: [commercial], seller: [mandatory, statutory], return: [returns] }[kind];
  return sides.flatMap((side) => (side && helps(side) ? side.sentences.slice(0, 2) : []));
}

/** A step that is told by the law in its own words, or else by the side that it belongs to. */
function rightOf({ kind, sentence }: Step, { mandatory, statutory }: Verdict): Sentence[] {
  if ('texts' in sentence.words) return [sentence];
  return (kind === 'replace' ? mandatory : statutory)?.sentences.slice(0, 1) ?? [];
}

/** What goes along with a letter; model and serial number are written in it. */
const isAttached = (have: Have) => have !== 'model' && have !== 'serial';

const helps = ({ state }: Side) => state === 'covered' || state === 'depends';

const eventName = (catalog: Catalog, event: string, locale: Locale) =>
  catalog.events.find(({ id }) => id === event)?.name[locale];

/** The letter as an address for a mail program; long languages make it long, and every program cuts elsewhere. */
export function mailto({ to = '', subject, body }: Letter): string {
  const lines = body.replaceAll('\n', '\r\n');
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}
