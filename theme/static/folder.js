// Reads files of the search index where fetching is forbidden: a search page opened from a folder
// (file://) loads this, and then each file by a script element (kyyeu/search/wire.py).
'use strict';

(() => {
  const { kyyeu } = globalThis;
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const byteOf = new Map([...new TextDecoder('windows-1252').decode(bytes)].map((letter, byte) => [letter, byte]));
  let taker = null;
  let queue = Promise.resolve();
  globalThis.kyyeuTake = (text) => taker?.(text);

  const load = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.charset = 'windows-1252';
      taker = (text) => resolve(kyyeu.inflated(Uint8Array.from(text, (letter) => byteOf.get(letter) ?? 0)));
      script.onload = script.onerror = () => {
        script.remove();
        reject(new Error(address)); // too late when it was taken
      };
      script.src = kyyeu.scriptAddress(address);
      document.head.append(script);
    });

  /** One after the other: a file does not say its name. */
  kyyeu.byScript = (address) => {
    const file = queue.then(() => load(address));
    queue = file.then(
      () => {},
      () => {},
    );
    return file;
  };
})();
