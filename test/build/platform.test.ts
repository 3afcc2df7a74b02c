import { expect, it } from 'vitest';
import { platformOf, targetOf, thisPlatform } from '../../build/platform';

it('names machines as the marketplace does', () => {
  expect(targetOf({ platform: 'win32', arch: 'arm64' })).toBe('win32-arm64');
  expect(targetOf({ platform: 'linux', arch: 'arm' })).toBe('linux-armhf');
});

it('packages for this machine unless another is named, and for none that does not exist', () => {
  expect(platformOf()).toBe(thisPlatform);
  expect(platformOf(targetOf(thisPlatform))).toBe(thisPlatform);
  expect(platformOf('darwin-x64')).toEqual({ platform: 'darwin', arch: 'x64' });
  expect(() => platformOf('beos-ppc')).toThrow('linux-x64, linux-arm64, darwin-x64');
});
