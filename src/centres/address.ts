import { formatAddress } from 'localized-address-format';
import type { Address, Centre } from '../catalog/centres.ts';
import { regional } from '../i18n/format.ts';
import type { Locale } from '../i18n/locales.ts';

/** The lines of a letter to a centre, in the order of its country, with the country last. */
export function addressLines(centre: Centre, address: Address, locale: Locale): string[] {
  const lines = formatAddress({
    postalCountry: centre.country,
    addressLines: [...address.lines],
    locality: address.locality,
    postalCode: address.postcode,
    ...(address.area ? { administrativeArea: address.area } : {}),
  });
  return [...lines, countryName(centre.country, locale)];
}

/** The address on one line, without the country. Hungary's postcode has a line of its own on envelopes, but stands before the town elsewhere. */
export function addressLine(centre: Centre, address: Address, locale: Locale): string {
  const lines = addressLines(centre, address, locale).slice(0, -1);
  const [town = '', ...others] = lines;
  return lines.at(-1) === address.postcode
    ? [`${address.postcode} ${town}`, ...others.slice(0, -1)].join(', ')
    : lines.join(', ');
}

/** A country as readers of a language call it. */
export function countryName(country: string, locale: Locale): string {
  return new Intl.DisplayNames(regional(locale), { type: 'region' }).of(country) ?? country;
}

/** A language as readers of another call it. */
export function languageName(language: Locale, locale: Locale): string {
  return new Intl.DisplayNames(regional(locale), { type: 'language' }).of(language) ?? language;
}

export const telephone = (phone: string) => `tel:${phone.replace(/[^+\d]/g, '')}`;

/** Opens whatever the device has for maps (RFC 5870). */
export const geo = ({ at }: Centre) => `geo:${at.latitude},${at.longitude}`;
