import type { TermNumber } from '../numbers.ts';
import type { ContentProblem } from '../problems.ts';
import { sayAmount } from '../say-number.ts';
import { lineOfPath } from '../yaml.ts';
import type { TypedNumber } from './typed-numbers.ts';

/** How many of the numbers that it may be are told. */
const mostTold = 3;

/** What an editor is told of a typed number that none of the terms says: both numbers, where the right one stands, what to write. */
export function contradictions(typed: readonly TypedNumber[], folder: string): ContentProblem[] {
  return typed
    .filter(({ agrees }) => !agrees)
    .map(({ file, line, field, written, known }) => ({
      ...{ file, line, field },
      message: `says "${written}", but ${listOf(known, folder)}. ${cureOf(known, field)}`,
    }));
}

/** What an editor might write in place of a typed number that is right today. */
export function hintOf({ file, line, field, written, known }: TypedNumber): string {
  return `${file}:${line} ${field}: "${written}" is right and typed by hand; ${askFor(known[0], field)} would follow its file`;
}

function listOf(known: readonly TermNumber[], folder: string): string {
  const told = new Map<string, string>();
  for (const { file, path, field, amount, of, kind } of known) {
    const said = sayAmount(amount, 'en');
    if (told.has(said)) continue;
    const owner = kind === 'Law' && of ? `${of} ` : '';
    told.set(said, `content/${file}:${lineOfPath(folder, file, path)} (${owner}${field}) says ${said}`);
  }
  const all = [...told.values()];
  const more = all.length > mostTold ? ` and ${all.length - mostTold} others say other numbers` : '';
  return all.slice(0, mostTold).join(', ') + more;
}

const cureOf = (known: readonly TermNumber[], field: string): string =>
  `Write ${askFor(known[0], field)}, which follows that file; if another number is meant, ${
    field === 'text' ? 'put {/* lint: other number */} before it' : 'end the line with # lint: other number'
  }`;

/** How a text or a field asks for the number. */
function askFor(number: TermNumber | undefined, field: string): string {
  if (!number) return '';
  const { kind, of } = number;
  if (field === 'text') return `<${kind}${of ? ` of="${of}"` : ''} field="${number.field}" />`;
  return `{{${[kind.toLowerCase(), of, number.field].filter(Boolean).join(' ')}}}`;
}
