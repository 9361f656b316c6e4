import { expect, test } from 'vitest';
import { copyOfContent } from '#test/support/content.ts';

const { toldAbout: told } = copyOfContent();

const athens = 'service-centres/athens.yaml';
const washer = 'maintenance/washing-machine-w80.yaml';

test.each([
  [
    athens,
    '[09:00-15:30]',
    '[15:30-09:00]',
    /^service-centres\/athens\.yaml:\d+ hours\.week\.mon\.0: ends before it begins/,
  ],
  [athens, '17:00-20:30', '13:00-20:30', /hours\.week\.tue: overlap, or are not in order/],
  [athens, 'Europe/Athens', 'Europe/Sparta', /hours\.zone: must be a time zone such as Europe\/Athens/],
  [athens, '"+30 210', '"0210', /phone: must begin with \+ and the country/],
  [athens, 'to: 2027-08-21', 'to: 2027-08-01', /exceptions\.2\.to: is before "from"/],
  [
    athens,
    '  parts:',
    '  pets:',
    /^service-centres\/athens\.yaml:\d+ services: names "pets", which does not exist: use one of repair-workshop/,
  ],
  [
    athens,
    '[espresso-machine-c3, cordless-drill-t18]',
    '[toaster]',
    /services\.repair-workshop: names "toaster"/,
  ],
  ['contact.yaml', 'phone: el', 'phone: xx', /contact\.yaml:\d+ desks\.2\.phone: must be one of en, el/],
  [
    'series/c3-first-steps.yaml',
    'article: descale-the-espresso-machine',
    'article: descale',
    /parts: names "descale", which does not exist/,
  ],
  ['series/c3-first-steps.yaml', 'minutes: 20', 'minutes: 0', /must be at least 1 minute/],
  [
    washer,
    '{ months: 3 }',
    '{ fortnights: 3 }',
    /^maintenance\/washing-machine-w80\.yaml:\d+ tasks\.\d\.every: must be one of/,
  ],
  [
    washer,
    'id: drain-filter',
    'id: hot-wash',
    /is "hot-wash" a second time: calendars tell tasks apart by it/,
  ],
])('%s is refused with line, field and cure after "%s" becomes "%s"', async (file, before, after, words) => {
  expect((await told(file, before, after))[0]).toMatch(words);
});
