import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from '#src/lib/settings.ts';

describe('settings', () => {
  test('an empty environment starts on loopback, on a file under data/', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 4321,
      publicUrl: 'http://localhost:4321',
      secure: false,
      rateLimits: true,
    });
    expect(settings.databaseUrl).toMatch(/^file:.*\/data\/aftercare\.db$/);
  });

  test('a public address loses its last slash and, with https, makes cookies secure', () => {
    expect(readSettings({ PUBLIC_URL: 'https://help.example.com/' })).toMatchObject({
      publicUrl: 'https://help.example.com',
      secure: true,
    });
  });

  test.each([
    ['PORT', '0'],
    ['PORT', 'abc'],
    ['PUBLIC_URL', 'help.example.com'],
    ['PUBLIC_URL', 'https://help.example.com/path'],
    ['DATABASE_URL', 'postgres://x'],
    ['SMTP_URL', 'mail.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['RATE_LIMITS', 'maybe'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s stops the start, naming the setting, the value and what is allowed', (name, value) => {
    const reading = () => readSettings({ [name]: value });
    expect(reading).toThrow(SettingsError);
    expect(reading).toThrow(new RegExp(`${name} is "${value.replaceAll('/', '\\/')}"\\. Allowed: \\S`));
  });

  test('every wrong setting is named at once', () => {
    expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });
});
