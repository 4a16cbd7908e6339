// The folder that netarch may write to, on each system.
import assert from 'node:assert/strict';
import { cacheFolder } from '#server/launch/cache-folder.ts';

describe('the cache folder', () => {
  it('is where the system keeps caches of a user', () => {
    const env = {};
    assert.equal(cacheFolder({ platform: 'linux', env, home: '/home/ann' }), '/home/ann/.cache/netarch');
    assert.equal(cacheFolder({ platform: 'darwin', env, home: '/Users/ann' }), '/Users/ann/Library/Caches/netarch');
    assert.equal(cacheFolder({ platform: 'win32', env, home: 'C:\\Users\\ann' }), 'C:\\Users\\ann\\AppData\\Local\\netarch');
  });

  it('is where the user wants caches', () => {
    assert.equal(cacheFolder({ platform: 'linux', env: { XDG_CACHE_HOME: '/var/ann' }, home: '/home/ann' }), '/var/ann/netarch');
    const env = { LOCALAPPDATA: 'D:\\ann' };
    assert.equal(cacheFolder({ platform: 'win32', env, home: 'C:\\Users\\ann' }), 'D:\\ann\\netarch');
  });

  it('is never relative to the working folder', () => {
    assert.equal(
      cacheFolder({ platform: 'linux', env: { XDG_CACHE_HOME: 'ann' }, home: '/home/ann' }),
      '/home/ann/.cache/netarch',
    );
    assert.equal(cacheFolder({ platform: 'linux', env: {}, home: '' }), undefined);
  });
});
