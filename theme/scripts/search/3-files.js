  // -------------------------------------------------------------- files (search/wire.py)

  const BEFORE = 'kyyeuTake("'.length;
  const AFTER = '")'.length;
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const byteOf = new Map([...new TextDecoder('windows-1252').decode(bytes)].map((letter, byte) => [letter, byte]));
  /** @type {any} */
  let policy;

  /** An address as a script's may be: below this site, of our own making. @param {string} address */
  function scriptAddress(address) {
    const types = /** @type {any} */ (globalThis).trustedTypes;
    policy ??= types?.createPolicy('kyyeu', {
      createScriptURL(/** @type {string} */ wanted) {
        if (!/^(?:\.\.?\/)*[\w/-]+(?:\.\w+)?\.js$/.test(wanted)) throw new TypeError(wanted);
        return wanted;
      },
    });
    return policy ? policy.createScriptURL(address) : address;
  }

  /** @param {Uint8Array} bytes @returns {Promise<any>} */
  const inflated = (bytes) =>
    new Response(new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new DecompressionStream('deflate'))).json();

  /** The bytes between the quotes. @param {Uint8Array} file */
  function payload(file) {
    const bytes = new Uint8Array(Math.max(0, file.length - BEFORE - AFTER));
    let end = 0;
    for (let at = BEFORE; at < file.length - AFTER; at++) {
      let byte = file[at];
      if (byte === 92) {
        byte = file[++at];
        if (byte === 110) byte = 10;
        else if (byte === 114) byte = 13;
      }
      bytes[end++] = byte;
    }
    return bytes.subarray(0, end);
  }

  /** No answer came: the network's fault, not the file's. */
  class Unreached extends Error {}

  /** @param {string} address @param {RequestCache} cache */
  async function fetched(address, cache) {
    const response = await fetch(address, { cache, signal: AbortSignal.timeout(STALLED_MS) }).catch((cause) => {
      throw new Unreached(address, { cause });
    });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response;
  }

  /** @type {((text: string) => void) | null} */
  let taker = null;
  /** @type {any} */ (globalThis).kyyeuTake = (/** @type {string} */ text) => taker?.(text);
  let queue = Promise.resolve();

  /** A file through a script element, where fetching is forbidden. @param {string} address @returns {Promise<any>} */
  function loadedByScript(address) {
    const load = () =>
      new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.charset = 'windows-1252';
        taker = (text) => resolve(inflated(Uint8Array.from(text, (letter) => byteOf.get(letter) ?? 0)));
        script.onload = script.onerror = () => {
          script.remove();
          reject(new Error(address)); // too late when it was taken
        };
        script.src = scriptAddress(address);
        document.head.append(script);
      });
    const file = queue.then(load);
    queue = file.then(
      () => {},
      () => {},
    );
    return file;
  }

