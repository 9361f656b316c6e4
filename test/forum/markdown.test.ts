import { describe, expect, test } from 'vitest';
import { countForeignLinks, excerptOf, renderMarkdown } from '#src/forum/markdown.ts';

const page = { headings: 4, publicUrl: 'https://help.example.com' };
const rendered = (source: string) => renderMarkdown(source, page);
const longestBody = 32_000;
const tolerableMs = 3_000;

describe('what people write', () => {
  test('is CommonMark, with line breaks as typed', () => {
    expect(rendered('First\nsecond, **bold** and `E18`\n\n1. one\n2. two')).toBe(
      '<p>First<br />\nsecond, <strong>bold</strong> and <code>E18</code></p>\n<ol>\n<li>one</li>\n<li>two</li>\n</ol>',
    );
  });

  test('has headings under those of the page, without gaps', () => {
    expect(rendered('### a\n# b\n## c\n###### d\nx\n# e')).toBe(
      '<h4>a</h4>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<p>x</p>\n<h4>e</h4>',
    );
  });

  test('links to the web and to mail, marked as written by people', () => {
    expect(rendered('[a](https://a.example/x) <b@c.example>')).toBe(
      '<p><a href="https://a.example/x" rel="nofollow ugc noopener">a</a> <a href="mailto:b@c.example" rel="nofollow ugc noopener">b@c.example</a></p>',
    );
    expect(rendered('see https://a.example/x.')).toContain('<a href="https://a.example/x"');
    expect(rendered('the pump.It works, ask me@example.com')).not.toContain('<a');
  });

  test('keeps links to our own pages relative', () => {
    expect(rendered('[a](https://help.example.com/en/articles/x/?q=1#cause)')).toContain(
      'href="/en/articles/x/?q=1#cause"',
    );
    expect(rendered('[a](/en/articles/x/)')).toContain('href="/en/articles/x/"');
  });

  test.each(['//evil.example', '\\\\evil.example', 'foo', 'ftp://a.example', 'data:text/html,x'])(
    'does not link to %s',
    (address) => {
      expect(rendered(`[a](${address})`)).not.toContain('<a');
    },
  );

  test('fetches no image: a picture becomes a link to it', () => {
    expect(rendered('![the pump](https://a.example/p.png)')).toBe(
      '<p><a href="https://a.example/p.png" rel="nofollow ugc noopener">the pump</a></p>',
    );
    expect(rendered('[![pump](https://a.example/p.png)](https://a.example/)')).toBe(
      '<p><a href="https://a.example/" rel="nofollow ugc noopener">pump</a></p>',
    );
    expect(rendered('![](data:image/png;base64,AAAA)')).not.toContain('<a');
  });

  test('comes back as it was typed: emoji, right to left, CJK, combining marks', () => {
    const text = '🛠️ العربية עברית 漢字 é ő ΐ 👨‍👩‍👧 a\u200bb';
    expect(rendered(text)).toBe(`<p>${text}</p>`);
  });
});

describe('two dozen attempts to run a script', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](java\nscript:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](&#x6A&#x61&#x76&#x61script:alert(1))',
    '[a](%6A%61vascript:alert(1))',
    '[a](vbscript:msgbox(1))',
    '[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
    '<javascript:alert(1)>',
    '<https://a.example/"onmouseover="alert(1)>',
    '[a](https://a.example/"onmouseover="alert`1`)',
    '[a](https://a.example "x" onmouseover="alert(1)")',
    '[a](https://a.example \'"onmouseover=alert(1) x="\')',
    '![a](x"onerror="alert(1))',
    '![a"onerror="alert(1)](https://a.example/p.png)',
    '[a][b]\n\n[b]: javascript:alert(1)',
    '`<script>alert(1)</script>`',
    '```html"onclick="alert(1)\n<script>alert(1)</script>\n```',
    '<a href="&#106;avascript:alert(1)">a</a>',
    '<!--><img src=x onerror=alert(1)>-->',
    '<![CDATA[<script>alert(1)</script>]]>',
    '<style>@import "https://evil.example"</style>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<form action=https://evil.example><input name=password></form>',
    'https://a.example/<script>alert(1)</script>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '[<img src=x onerror=alert(1)>](https://a.example)',
  ])('%s', (attempt) => {
    const html = rendered(attempt);
    const tags = [...html.matchAll(/<(\/?[a-z0-9]+)([^>]*)>/g)];
    for (const [, name = '', attributes = ''] of tags) {
      expect(name).toMatch(/^\/?(p|br|a|code|pre|em|strong)$/);
      expect(attributes).toMatch(
        /^( href="(https?:|mailto:|\/(?!\/))[^"<>]*" rel="nofollow ugc noopener"| \/)?$/,
      );
    }
    expect(html.replaceAll(/<[^>]*>/g, '')).not.toMatch(/<[a-z!/]/i);
  });
});

const times = (text: string) => text.repeat(Math.ceil(longestBody / text.length)).slice(0, longestBody);
const counted = (make: (index: number) => string) => {
  let text = '';
  for (let index = 0; text.length < longestBody; index += 1) text += make(index);
  return text.slice(0, longestBody);
};
const half = longestBody / 2;

/** The pathological cases of cmark, at the longest a body may be. */
const pathological: Record<string, string> = {
  'nested strong emphasis': `${'*a **a '.repeat(2_000)}b${' a** a*'.repeat(2_000)}`,
  'emphasis closers without openers': times('a_ '),
  'emphasis openers without closers': times('_a '),
  'link closers without openers': times('a]'),
  'link openers without closers': times('[a'),
  'mismatched openers and closers': times('*a_ '),
  'cmark 389': `${'*a '.repeat(5_000)}${'_a*_ '.repeat(3_000)}`,
  'openers and closers by threes': `a**b${'c* '.repeat(10_000)}`,
  'link openers and emphasis closers': times('[ a_'),
  'brackets and parentheses': times('[ (]('),
  'image brackets': times('![[]()'),
  'links in emphasis': times('**x [a*b**c*](d)'),
  'nested brackets': `${'['.repeat(half - 1)}a${']'.repeat(half - 1)}`,
  'nested quotes': `${'> '.repeat(half - 1)}a`,
  'quotes without spaces': `${'>'.repeat(half)}${'a*'.repeat(half / 2)}`,
  'nested lists': counted((depth) => `${'  '.repeat(depth)}* a\n`),
  'empty lines in nested lists': `${'- '.repeat(10_000)}x${'\n'.repeat(12_000)}`,
  'list markers': times('- '),
  'numbered markers': times('1. '),
  backticks: counted((length) => `e${'`'.repeat(length + 1)}`),
  'unclosed links': times('[a](<b'),
  'unclosed links, bare': times('[a](b'),
  'unclosed comments': times('</<!--'),
  'unclosed instructions': times('<?'),
  'unclosed declarations': times('<!A '),
  'unclosed tags': times('<a b="c" '),
  'many references': `${counted((index) => `[${index}]: u\n`).slice(0, 20_000)}\n${'[0] '.repeat(3_000)}`,
  'a long address, used often': `[a]: https://a.example/${'x'.repeat(1_900)}\n\n${'[a]'.repeat(10_000)}`,
  'a longer address, used often': `[a]: https://a.example/${'x'.repeat(15_000)}\n\n${'[a]'.repeat(5_000)}`,
  'addresses in a row': times('https://a.example/('),
  'schemes in a row': times('http://'),
  entities: times('&amp;&#x22;'),
  'quotes to escape': times('"'),
  'setext underlines': times('a\n=\n'),
  tabs: times('\t'),
  'line breaks': times('a\n'),
  'one long word': times('a'),
  fences: times('```\n'),
  asterisks: times('*'),
  'underscores and asterisks': times('*_'),
  headings: times('# a\n'),
};

describe('words made to hold up a server', () => {
  test.each(Object.entries(pathological))('%s', { timeout: tolerableMs }, (_, source) => {
    expect(source.length).toBeLessThanOrEqual(longestBody + 10);
    const html = rendered(source);
    expect(html.length).toBeLessThan(400_000);
    expect(excerptOf(html, 160).length).toBeLessThan(400);
  });
});

describe('an excerpt', () => {
  test('is the words alone, cut between words', () => {
    const html = rendered('# Pump\n\nTake **out** the `filter` & look\n\n- one <b>\n- two');
    expect(excerptOf(html, 200)).toBe('Pump Take out the filter & look one <b> two');
    expect(excerptOf(html, 20)).toBe('Pump Take out the …');
  });

  test('never cuts a letter in two', () => {
    expect(excerptOf(rendered('👩‍🔧'.repeat(100)), 50)).not.toMatch(/\p{Surrogate}/u);
  });
});

test('links to elsewhere are counted, our own are not', () => {
  expect(countForeignLinks(rendered('https://a.example [b](/en/) ![c](http://c.example)'))).toBe(2);
});
