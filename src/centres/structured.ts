import type { Centre } from '../catalog/centres.ts';
import { type Weekday, weekdays } from '../catalog/hours.ts';

const dayNames: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** A centre as search engines read it (schema.org LocalBusiness). */
export function asBusiness(centre: Centre, url: string): Record<string, unknown> {
  const { address, at, hours } = centre;
  return {
    '@context': 'https://schema.org',
    '@type': 'LocalBusiness',
    name: centre.name,
    url,
    telephone: centre.phone,
    email: centre.email,
    address: {
      '@type': 'PostalAddress',
      streetAddress: address.lines.join(', '),
      postalCode: address.postcode,
      addressLocality: address.locality,
      ...(address.area ? { addressRegion: address.area } : {}),
      addressCountry: centre.country,
    },
    geo: { '@type': 'GeoCoordinates', latitude: at.latitude, longitude: at.longitude },
    openingHoursSpecification: weekdays.flatMap((day) =>
      hours.week[day].map(({ from, until }) => ({
        '@type': 'OpeningHoursSpecification',
        dayOfWeek: dayNames[day],
        opens: from,
        closes: until,
      })),
    ),
  };
}
